package io.sluice.transport.ice;

import io.sluice.crypto.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** As much of a TURN server as its clients can see without sending data. */
final class FakeTurnServer {
  static final InetSocketAddress RELAYED =
      new InetSocketAddress(InetAddress.ofLiteral("198.51.100.9"), 50_000);

  private static final String REALM = "here";

  private final byte[] key;
  String nonce = "one";
  boolean forbids;
  boolean released;
  int allocates;
  int refreshes;
  int binds;
  final Map<Integer, @Nullable InetSocketAddress> channels = new HashMap<>();

  FakeTurnServer(String user, String password) {
    Secret secret = Secret.copyOf(password.getBytes(StandardCharsets.UTF_8));
    key = new TurnServer("", user, secret).key(REALM);
  }

  /** What it answers to a request. */
  byte[] answer(byte[] request) {
    StunMessage message = StunMessage.parse(request, 0, request.length);
    if (message == null) {
      throw new AssertionError("no STUN message");
    }
    int method = message.type();
    allocates += method == TurnRequest.ALLOCATE ? 1 : 0;
    ByteBuffer said = message.attribute(TurnRequest.NONCE);
    if (said == null || !message.isProvenBy(key)) {
      return error(request, 401);
    }
    if (!said.equals(ByteBuffer.wrap(nonce.getBytes(StandardCharsets.UTF_8)))) {
      return error(request, 438);
    }
    return switch (method) {
      case TurnRequest.ALLOCATE -> allocated(request, key);
      case TurnRequest.REFRESH -> refreshed(request, message);
      default -> bound(request, message);
    };
  }

  /** A success with the address; null: without proof. */
  byte[] allocated(byte[] request, byte @Nullable [] under) {
    ByteBuffer out = head(request, 0x0100);
    byte[] address = RELAYED.getAddress().getAddress();
    out.putShort((short) TurnRequest.XOR_RELAYED_ADDRESS).putShort((short) 8).putShort((short) 1);
    out.putShort((short) (RELAYED.getPort() ^ 0x2112));
    for (int i = 0; i < 4; i++) {
      out.put((byte) (address[i] ^ request[4 + i]));
    }
    out.putShort((short) TurnRequest.LIFETIME).putShort((short) 4).putInt(600);
    return end(out, under);
  }

  private byte[] refreshed(byte[] request, StunMessage message) {
    ByteBuffer lifetime = message.attribute(TurnRequest.LIFETIME);
    released = lifetime != null && lifetime.getInt(0) == 0;
    refreshes += released ? 0 : 1;
    ByteBuffer out = head(request, 0x0100);
    out.putShort((short) TurnRequest.LIFETIME).putShort((short) 4).putInt(released ? 0 : 600);
    return end(out, key);
  }

  private byte[] bound(byte[] request, StunMessage message) {
    binds++;
    if (forbids) {
      return error(request, 403);
    }
    ByteBuffer number = message.attribute(TurnRequest.CHANNEL_NUMBER);
    if (number == null) {
      return error(request, 400);
    }
    channels.put(number.getShort(0) & 0xffff, message.address(TurnRequest.XOR_PEER_ADDRESS));
    return end(head(request, 0x0100), key);
  }

  private byte[] error(byte[] request, int code) {
    ByteBuffer out = head(request, 0x0110);
    out.putShort((short) StunMessage.ERROR_CODE).putShort((short) 4);
    out.putShort((short) 0).put((byte) (code / 100)).put((byte) (code % 100));
    text(out, TurnRequest.REALM, REALM);
    text(out, TurnRequest.NONCE, nonce);
    return end(out, null);
  }

  private static void text(ByteBuffer out, int type, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.putShort((short) type).putShort((short) utf8.length).put(utf8);
    out.position((out.position() + 3) & ~3);
  }

  private static ByteBuffer head(byte[] request, int kind) {
    ByteBuffer out = ByteBuffer.allocate(512);
    out.putShort((short) (ByteBuffer.wrap(request).getShort() | kind)).putShort((short) 0);
    return out.put(request, 4, 16);
  }

  private static byte[] end(ByteBuffer out, byte @Nullable [] under) {
    if (under != null) {
      int at = out.position();
      byte[] proof = Stun.integrity(Arrays.copyOf(out.array(), at), at, under);
      out.putShort((short) StunMessage.MESSAGE_INTEGRITY).putShort((short) 20).put(proof);
    }
    out.putShort(2, (short) (out.position() - StunMessage.HEADER));
    return Arrays.copyOf(out.array(), out.position());
  }
}
