package io.sluice.transport.sctp.packet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Packets written by hand, as annotated hex under {@code golden/sctp}. */
public final class Golden {
  /** All of them. */
  public static final List<String> NAMES =
      List.of(
          "init",
          "init-zero-checksum",
          "init-unknown-parameters",
          "init-ack",
          "cookie-echo",
          "cookie-ack",
          "data",
          "data-two-fragments",
          "sack",
          "heartbeat",
          "heartbeat-ack",
          "abort",
          "error",
          "shutdown",
          "shutdown-ack",
          "shutdown-complete",
          "unknown-chunk",
          "i-data",
          "forward-tsn",
          "i-forward-tsn",
          "re-config-outgoing",
          "re-config-incoming",
          "re-config-tsn",
          "re-config-add",
          "pad");

  private Golden() {}

  /** The bytes of a packet; what follows a # in its file is comment. */
  public static byte[] load(String name) {
    try (InputStream in = Golden.class.getResourceAsStream("/golden/sctp/" + name + ".hex")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (String line : text.split("\n")) {
        String hex = line.replaceAll("#.*", "").replace(" ", "");
        bytes.writeBytes(HexFormat.of().parseHex(hex));
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
