package io.sluice.transport.session;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.identity.SessionProof;
import io.sluice.transport.transfer.message.Hello;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What two devices tell each other about who they are: each signs the session it speaks in. Belongs
 * to the loop's thread.
 */
final class Acquaintance {
  private final Role role;
  private final byte[] exporter;
  private final Hello hello;
  private @Nullable DeviceKey peer;

  /**
   * @param role this side's in DTLS
   * @param exporter what only the two ends of this session know
   * @param greeting what this side says of itself, without its key
   */
  Acquaintance(Role role, byte[] exporter, DeviceIdentity own, Greeting greeting) {
    this.role = role;
    this.exporter = exporter.clone();
    this.hello =
        new Hello(
            Conversation.PROTOCOL_VERSION,
            greeting.features(),
            greeting.deviceName(),
            ByteBuffer.wrap(own.key().toBytes()),
            ByteBuffer.wrap(SessionProof.sign(own, role, exporter)));
  }

  /** What a side says of itself besides its key. */
  record Greeting(long features, String deviceName) {}

  /** This side's first message. */
  Hello hello() {
    return hello;
  }

  /** Takes the peer's; what the session ends with if the peer does not prove its key. */
  @Nullable Ending meet(Hello theirs) {
    DeviceKey key = key(theirs.deviceKey());
    byte[] proof = bytes(theirs.signature());
    if (key == null || !SessionProof.verifies(key, role.other(), exporter, proof)) {
      return Ending.unverified(
          "The other side could not prove which device it is. If this happens again, somebody sits"
              + " between the two of you, or one side's sluice is broken.",
          "your device did not prove its key in this session");
    }
    peer = key;
    return null;
  }

  /** The device that the peer has proved to be; null before. */
  @Nullable DeviceKey peer() {
    return peer;
  }

  private static @Nullable DeviceKey key(ByteBuffer bytes) {
    try {
      return DeviceKey.of(bytes(bytes));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] bytes(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.get(view.position(), bytes);
    return bytes;
  }
}
