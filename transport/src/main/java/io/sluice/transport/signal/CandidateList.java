package io.sluice.transport.signal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Candidates in a payload, one after another to its end.
 *
 * <pre>
 *   ┌────────────────────────┬──────────────────┬───────────────────┐
 *   │ 0 0 0 0  P  6  t t     │ port, 2 bytes    │ address           │
 *   │ P: a port follows      │ if P, else as in │ 16 bytes if 6,    │
 *   │ 6: IPv6, tt: type      │ the one before   │ else 4            │
 *   └────────────────────────┴──────────────────┴───────────────────┘
 * </pre>
 */
final class CandidateList {
  /** The most bytes that {@link #write} writes. */
  static final int MAX_BYTES = CodeCandidate.MAX_PER_CODE * (1 + 2 + 16);

  private static final int TYPE_MASK = 0x03;
  private static final int IPV6 = 0x04;
  private static final int PORT = 0x08;

  private CandidateList() {}

  /**
   * @throws IllegalArgumentException if there are more than a code may have
   */
  static List<CodeCandidate> checked(List<CodeCandidate> candidates) {
    if (candidates.size() > CodeCandidate.MAX_PER_CODE) {
      throw new IllegalArgumentException(candidates.size() + " candidates");
    }
    return List.copyOf(candidates);
  }

  static void write(List<CodeCandidate> candidates, ByteBuffer into) {
    int port = 0;
    for (CodeCandidate candidate : candidates) {
      byte[] address = candidate.address().getAddress();
      int flags = candidate.type().wireBits();
      flags |= address.length == 16 ? IPV6 : 0;
      flags |= candidate.port() != port ? PORT : 0;
      into.put((byte) flags);
      if (candidate.port() != port) {
        port = candidate.port();
        into.putShort((short) port);
      }
      into.put(address);
    }
  }

  /**
   * Reads all that is left.
   *
   * @throws IllegalArgumentException if it is not what {@link #write} writes
   */
  static List<CodeCandidate> parse(ByteBuffer from) {
    List<CodeCandidate> candidates = new ArrayList<>();
    int port = 0;
    while (from.hasRemaining()) {
      int flags = from.get();
      int addressBytes = (flags & IPV6) != 0 ? 16 : 4;
      int portBytes = (flags & PORT) != 0 ? 2 : 0;
      CodeCandidate.Type type = CodeCandidate.Type.ofWireBits(flags & TYPE_MASK);
      if (flags < 0
          || flags > (PORT | IPV6 | TYPE_MASK)
          || from.remaining() < portBytes + addressBytes) {
        throw new IllegalArgumentException("not a candidate");
      }
      if (portBytes > 0) {
        port = Short.toUnsignedInt(from.getShort());
      }
      byte[] address = new byte[addressBytes];
      from.get(address);
      candidates.add(new CodeCandidate(literal(address), port, type));
    }
    return checked(candidates);
  }

  private static InetAddress literal(byte[] address) {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
