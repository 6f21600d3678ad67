package io.sluice.transport.interop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A WebRTC implementation of somebody else that runs as a process of its own. */
enum ForeignPeer {
  AIORTC(List.of("/usr/bin/python3", script("aiortc_peer.py")), true),
  WRTC(List.of("node", script("node.cjs"), "wrtc"), true),
  NODE_DATACHANNEL(List.of("node", script("node.cjs"), "node-datachannel"), true),
  /** It sends an empty message as a DATA chunk without user data, which RFC 9260 forbids. */
  WERIFT(List.of("node", script("node.cjs"), "werift"), false),
  CHROMIUM(List.of("node", script("browser.cjs"), "chromium"), true),
  FIREFOX(List.of("node", script("browser.cjs"), "firefox"), true);

  private final List<String> command;
  private final boolean knowsEmptyMessages;

  ForeignPeer(List<String> command, boolean knowsEmptyMessages) {
    this.command = command;
    this.knowsEmptyMessages = knowsEmptyMessages;
  }

  private static String script(String name) {
    return Path.of("src/interop/peers", name).toAbsolutePath().toString();
  }

  /** How it is started; its mode is still to be added. */
  List<String> command() {
    return command;
  }

  /** What the environment of both sides says. */
  Map<String, String> environment() {
    String modules = Path.of("target/interop/node_modules").toAbsolutePath().toString();
    return knowsEmptyMessages
        ? Map.of("NODE_PATH", modules)
        : Map.of("NODE_PATH", modules, "NO_EMPTY", "1");
  }
}
