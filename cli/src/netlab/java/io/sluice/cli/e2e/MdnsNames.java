package io.sluice.cli.e2e;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names in packets of mDNS, as {@code tcpdump} prints them. */
final class MdnsNames {
  private static final Pattern NAME = Pattern.compile("[\\w.-]*\\.local\\b\\.?");

  /** The service, and 16 random digits, or 16 and 16 and a number. */
  private static final Pattern RANDOM =
      Pattern.compile("([0-9a-f]{16}(-[0-9a-f]{16}-\\d+)?\\.)?(_sluice\\._tcp\\.)?local\\.?");

  private MdnsNames() {}

  /** Those that tell more than that sluice runs on a machine. */
  static List<String> telling(List<String> packets) {
    return packets.stream()
        .flatMap(packet -> NAME.matcher(packet).results())
        .map(MatchResult::group)
        .filter(name -> !RANDOM.matcher(name).matches())
        .toList();
  }
}
