package io.sluice.transport.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes one request to a TURN server: its attributes, then proof of who asks. */
final class TurnRequest {
  static final int ALLOCATE = 0x0003;
  static final int REFRESH = 0x0004;
  static final int CHANNEL_BIND = 0x0009;

  static final int CHANNEL_NUMBER = 0x000C;
  static final int LIFETIME = 0x000D;
  static final int XOR_PEER_ADDRESS = 0x0012;
  static final int REALM = 0x0014;
  static final int NONCE = 0x0015;
  static final int XOR_RELAYED_ADDRESS = 0x0016;
  static final int REQUESTED_ADDRESS_FAMILY = 0x0017;
  static final int REQUESTED_TRANSPORT = 0x0019;

  /** A name, a realm and a nonce are each 763 bytes at most (RFC 8489 section 14). */
  private static final int LONGEST = 3072;

  private static final int UDP = 17;

  private final ByteBuffer out = ByteBuffer.allocate(LONGEST);

  /**
   * @param transaction 12 bytes
   */
  TurnRequest(int method, byte[] transaction) {
    out.putShort((short) method).putShort((short) 0);
    out.putInt(StunMessage.MAGIC_COOKIE).put(transaction);
  }

  /** Asks for a port for UDP, at an IPv6 address or else an IPv4 one (RFC 8656 section 7.1). */
  TurnRequest transport(boolean ipv6) {
    attribute(REQUESTED_TRANSPORT, ByteBuffer.allocate(4).put(0, (byte) UDP).array());
    if (ipv6) {
      attribute(REQUESTED_ADDRESS_FAMILY, new byte[] {2, 0, 0, 0});
    }
    return this;
  }

  /**
   * @param seconds 0: no longer
   */
  TurnRequest lifetime(int seconds) {
    attribute(LIFETIME, ByteBuffer.allocate(4).putInt(seconds).array());
    return this;
  }

  TurnRequest channel(int number) {
    attribute(CHANNEL_NUMBER, ByteBuffer.allocate(4).putShort((short) number).array());
    return this;
  }

  /** RFC 8489 section 14.2: the port and the address are combined with the header. */
  TurnRequest peer(InetSocketAddress peer) {
    byte[] address = peer.getAddress().getAddress();
    for (int i = 0; i < address.length; i++) {
      address[i] ^= out.get(4 + i);
    }
    ByteBuffer value = ByteBuffer.allocate(4 + address.length);
    value.putShort((short) (address.length == 4 ? 1 : 2));
    value.putShort((short) (peer.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16)).put(address);
    attribute(XOR_PEER_ADDRESS, value.array());
    return this;
  }

  /** Says who asks (RFC 8489 section 9.2.3); nothing may follow. */
  TurnRequest provenBy(String user, byte[] realm, byte[] nonce, byte[] key) {
    attribute(StunMessage.USERNAME, user.getBytes(StandardCharsets.UTF_8));
    attribute(REALM, realm);
    attribute(NONCE, nonce);
    int at = out.position();
    byte[] proof = Stun.integrity(Arrays.copyOf(out.array(), at), at, key);
    attribute(StunMessage.MESSAGE_INTEGRITY, proof);
    return this;
  }

  byte[] bytes() {
    out.putShort(2, (short) (out.position() - StunMessage.HEADER));
    return Arrays.copyOf(out.array(), out.position());
  }

  private void attribute(int type, byte[] value) {
    out.putShort((short) type).putShort((short) value.length).put(value);
    out.position(out.position() + 3 & ~3);
  }
}
