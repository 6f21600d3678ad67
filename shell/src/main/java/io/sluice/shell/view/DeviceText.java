package io.sluice.shell.view;

import io.sluice.transport.api.Device;
import io.sluice.transport.api.KnownDevice;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Devices, and the words by which two people verify them. */
public final class DeviceText {
  /** What is asked after {@link #words}. */
  public static final String WORDS_QUESTION = "Does the other screen show these words? [yes/no] ";

  private static final int HALF_A_KEY = 40;
  private static final int START_OF_A_KEY = 16;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneId.systemDefault());

  private DeviceText() {}

  /** Its name and its key, in lines that a narrow terminal does not wrap. */
  public static List<String> lines(Device device) {
    String key = device.keyInGroups();
    return List.of(
        "Device  " + (device.name().isBlank() ? "(no name)" : PeerText.escape(device.name())),
        "Key     " + key.substring(0, HALF_A_KEY).strip(),
        "        " + key.substring(HALF_A_KEY));
  }

  /** A known device in a line. */
  public static String line(KnownDevice device) {
    return "%-24s %-9s %-8s seen %s  key %s…"
        .formatted(
            device.name(),
            device.verified() ? "verified" : "known",
            device.needsNoCode() ? "no code" : "",
            DAY.format(device.lastSeen()),
            device.key().substring(0, START_OF_A_KEY));
  }

  /** Who a peer is, safe to show: what it is known as here, or else what it calls itself. */
  public static String describe(Peer peer) {
    KnownDevice known = peer.known();
    if (known != null) {
      return known.name() + (known.verified() ? ", verified" : "");
    }
    return peer.name().isBlank() ? "the other side" : PeerText.escape(peer.name());
  }

  /** The safety words, to be compared by two people. */
  public static List<String> words(List<String> words, Style style) {
    return List.of(
        "Compare these words with the other screen, by phone or side by side:",
        "    " + style.bold(String.join("  ", words)));
  }
}
