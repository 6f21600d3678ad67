package io.sluice.transport.webrtc;

import io.sluice.crypto.Fingerprint;
import io.sluice.transport.ice.Candidate;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What two WebRTC peers with data channels and nothing else tell each other: a session description
 * (RFC 8866) with one media section (RFC 8841), its ICE parameters and candidates (RFC 8839, all of
 * them at once) and its certificate (RFC 8122).
 *
 * @param mid names the media section; an answer repeats the offer's
 * @param sctpPort 1 to 65535
 * @param maxMessageSize the longest message it takes, in bytes
 */
public record Sdp(
    String ufrag,
    String password,
    Fingerprint fingerprint,
    Setup setup,
    String mid,
    int sctpPort,
    int maxMessageSize,
    List<Candidate> candidates) {

  /** Who speaks first in DTLS (RFC 8842): the active one is the client. */
  public enum Setup {
    ACTIVE,
    PASSIVE,
    /** An offerer that leaves it to the answerer. */
    ACTPASS
  }

  private static final int DEFAULT_SCTP_PORT = 5000;

  /** RFC 8841 section 6.1: what a peer takes that does not say. */
  private static final int DEFAULT_MAX_MESSAGE_SIZE = 65_536;

  private static final long HOST_PREFERENCE = 126;

  public Sdp {
    candidates = List.copyOf(candidates);
  }

  /**
   * Reads a description with one media section; what is not needed is passed over.
   *
   * @throws IllegalArgumentException if it does not describe data channels
   */
  public static Sdp parse(String text) {
    List<String> lines = text.lines().map(String::strip).toList();
    require(lines.stream().filter(line -> line.startsWith("m=")).count() == 1, "media sections");
    require(lines.stream().anyMatch(line -> line.startsWith("m=application ")), "no data channels");
    return new Sdp(
        needed(lines, "ice-ufrag"),
        needed(lines, "ice-pwd"),
        fingerprint(lines),
        Setup.valueOf(needed(lines, "setup").toUpperCase(Locale.ROOT)),
        needed(lines, "mid"),
        first(lines, "sctp-port").map(Integer::parseInt).orElse(DEFAULT_SCTP_PORT),
        maxMessageSize(lines),
        all(lines, "candidate").flatMap(value -> Stream.ofNullable(candidate(value))).toList());
  }

  private static Fingerprint fingerprint(List<String> lines) {
    String prefix = "sha-256 ";
    return all(lines, "fingerprint")
        .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(value -> Fingerprint.parse(value.substring(prefix.length())))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no SHA-256 fingerprint"));
  }

  private static int maxMessageSize(List<String> lines) {
    long size =
        first(lines, "max-message-size").map(Long::parseLong).orElse(DEFAULT_MAX_MESSAGE_SIZE + 0L);
    require(size >= 0, "max-message-size");
    // RFC 8841 section 6.1: 0 is any size.
    return size == 0 ? Integer.MAX_VALUE : (int) Math.min(size, Integer.MAX_VALUE);
  }

  /** RFC 8839 section 5.1; null if it is of a kind that we cannot use. */
  private static @Nullable Candidate candidate(String value) {
    String[] fields = value.split(" ");
    require(fields.length >= 8 && fields[6].equals("typ"), "candidate");
    boolean usable =
        fields[1].equals("1")
            && fields[2].equalsIgnoreCase("udp")
            && !fields[4].endsWith(".local")
            && List.of(Candidate.HOST, Candidate.SERVER_REFLEXIVE).contains(fields[7]);
    if (!usable) {
      return null;
    }
    InetAddress address = InetAddress.ofLiteral(fields[4]);
    boolean linkLocal = address instanceof Inet6Address && address.isLinkLocalAddress();
    return linkLocal ? null : new Candidate(fields[7], address, Integer.parseInt(fields[5]));
  }

  private static Stream<String> all(List<String> lines, String attribute) {
    String prefix = "a=" + attribute + ":";
    return lines.stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()));
  }

  private static Optional<String> first(List<String> lines, String attribute) {
    return all(lines, attribute).findFirst();
  }

  private static String needed(List<String> lines, String attribute) {
    return first(lines, attribute)
        .orElseThrow(() -> new IllegalArgumentException("no a=" + attribute));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("a description with wrong " + what);
    }
  }

  /** The description as it is sent. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add("v=0");
    // RFC 9429 section 5.2.1: the number is to be unpredictable, the name and address to say
    // nothing.
    lines.add("o=- " + (fingerprint.hashCode() & 0x7fff_ffffL) + " 1 IN IP4 127.0.0.1");
    lines.add("s=-");
    lines.add("t=0 0");
    lines.add("a=group:BUNDLE " + mid);
    lines.add("m=application 9 UDP/DTLS/SCTP webrtc-datachannel");
    lines.add("c=IN IP4 0.0.0.0");
    for (int i = 0; i < candidates.size(); i++) {
      lines.add("a=candidate:" + describe(candidates.get(i), i));
    }
    lines.add("a=end-of-candidates");
    lines.add("a=ice-ufrag:" + ufrag);
    lines.add("a=ice-pwd:" + password);
    lines.add("a=fingerprint:sha-256 " + fingerprint);
    lines.add("a=setup:" + setup.name().toLowerCase(Locale.ROOT));
    lines.add("a=mid:" + mid);
    lines.add("a=sctp-port:" + sctpPort);
    lines.add("a=max-message-size:" + maxMessageSize);
    return String.join("\r\n", lines) + "\r\n";
  }

  /** RFC 8445 section 5.1.2.1; the first candidate is the preferred one. */
  private static String describe(Candidate candidate, int index) {
    long priority = (HOST_PREFERENCE << 24) + ((0xffffL - index) << 8) + 255;
    return "%d 1 udp %d %s %d typ host"
        .formatted(index + 1, priority, candidate.address().getHostAddress(), candidate.port());
  }
}
