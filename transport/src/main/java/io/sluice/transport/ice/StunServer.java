package io.sluice.transport.ice;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A STUN server as the user names it. */
record StunServer(String host, int port) {
  // A name or an IPv4 address, or an IPv6 address in brackets; then a port.
  private static final Pattern HOST_PORT =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:\\s]+)):([0-9]{1,5})");

  /**
   * Reads {@code HOST:PORT} or {@code [IPV6]:PORT}.
   *
   * @throws IOException with a message for the user if it is neither
   */
  static StunServer parse(String text) throws IOException {
    Matcher matcher = HOST_PORT.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
    if (port < 1 || port > 0xffff) {
      throw new IOException("A STUN server is given as HOST:PORT, not as " + text + ".");
    }
    String host = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return new StunServer(host, port);
  }

  /** Its first address of each family. May ask the DNS, and take as long as that. */
  List<InetAddress> lookUp() throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    return Stream.of(4, 16)
        .flatMap(bytes -> Stream.of(all).filter(a -> a.getAddress().length == bytes).limit(1))
        .toList();
  }
}
