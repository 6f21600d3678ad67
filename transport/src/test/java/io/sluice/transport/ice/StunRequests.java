package io.sluice.transport.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Binding requests as a peer, or an enemy, makes them. */
final class StunRequests {
  private static final Random IDS = new Random(1);

  private StunRequests() {}

  /** A check with USE-CANDIDATE; no MESSAGE-INTEGRITY if the password is empty. */
  static byte[] check(String username, String password, long tieBreaker) {
    byte[] name = username.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(200);
    out.putShort((short) StunMessage.BINDING_REQUEST).putShort((short) 0);
    out.putInt(StunMessage.MAGIC_COOKIE);
    out.putLong(IDS.nextLong()).putInt(IDS.nextInt());
    out.putShort((short) StunMessage.USERNAME).putShort((short) name.length).put(name);
    out.position(out.position() + 3 & ~3);
    out.putShort((short) 0x24).putShort((short) 4).putInt(0x6e0001ff);
    out.putShort((short) 0x25).putShort((short) 0);
    out.putShort((short) StunMessage.ICE_CONTROLLING).putShort((short) 8).putLong(tieBreaker);
    int integrityAt = out.position();
    if (!password.isEmpty()) {
      out.putShort((short) StunMessage.MESSAGE_INTEGRITY).putShort((short) Stun.MAC_BYTES);
      out.put(Stun.integrity(out.array(), integrityAt, password));
    }
    return sized(out);
  }

  /** What a STUN server answers. */
  static byte[] answer(StunMessage request, byte[] address, int port) {
    ByteBuffer out = ByteBuffer.allocate(200);
    out.putShort((short) StunMessage.BINDING_SUCCESS).putShort((short) 0);
    out.putInt(StunMessage.MAGIC_COOKIE).put(request.transactionId());
    out.putShort((short) StunMessage.XOR_MAPPED_ADDRESS).putShort((short) (4 + address.length));
    out.putShort((short) (address.length == 4 ? 1 : 2));
    out.putShort((short) (port ^ StunMessage.MAGIC_COOKIE >>> 16));
    for (int i = 0; i < address.length; i++) {
      out.put((byte) (address[i] ^ out.get(4 + i)));
    }
    return sized(out);
  }

  private static byte[] sized(ByteBuffer out) {
    out.putShort(2, (short) (out.position() - StunMessage.HEADER));
    byte[] message = new byte[out.position()];
    out.flip().get(message);
    return message;
  }
}
