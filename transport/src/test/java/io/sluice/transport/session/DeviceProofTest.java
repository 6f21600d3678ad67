package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.transport.Transport;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.transfer.message.Goodbye;
import io.sluice.transport.transfer.message.Hello;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who has the code, and does not prove which device it is. */
@Timeout(60)
class DeviceProofTest {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  @TempDir java.nio.file.Path home;
  private final DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
  private Node node;
  private Pairing offer;
  private RawPeer enemy;

  @BeforeEach
  void connect() throws Exception {
    node = Transport.open(Couple.LOOPBACK.withHome(home));
    offer = node.offer();
    enemy = RawPeer.answer(offer.code().text());
  }

  @AfterEach
  void disconnect() {
    enemy.close();
    node.close();
  }

  @Test
  void bothSidesSeeTheKeyTheOtherHas() throws Exception {
    try (Couple couple = Couple.pair()) {
      assertEquals(64, couple.offerer.device().key().length());
      assertTrue(!couple.offerer.device().key().equals(couple.answerer.device().key()));
    }
  }

  @Test
  void aDeviceThatProvesItsKeyIsKnownByIt() throws Exception {
    enemy.say(enemy.hello(device, "someone"));
    Peer peer = Couple.await(offer);
    assertEquals(device.key().toString(), peer.device().key());
    Hello hello = enemy.hear(Hello.class);
    assertEquals(node.devices().self().key(), hex(hello.deviceKey()));
  }

  @Test
  void noKeyEndsTheSession() throws Exception {
    enemy.say(new Hello(1, 0, "someone", NOTHING, NOTHING, NOTHING));
    assertEndsUnverified();
  }

  @Test
  void aKeyWithoutASignatureEndsTheSession() throws Exception {
    Hello good = enemy.hello(device, "someone");
    enemy.say(new Hello(1, 0, "someone", good.deviceKey(), NOTHING, good.commitment()));
    assertEndsUnverified();
  }

  @Test
  void aSignatureOfAnotherDeviceEndsTheSession() throws Exception {
    Hello good = enemy.hello(device, "someone");
    ByteBuffer other =
        enemy.hello(DeviceIdentity.generate(new SecureRandom()), "someone").deviceKey();
    enemy.say(new Hello(1, 0, "someone", other, good.signature(), good.commitment()));
    assertEndsUnverified();
  }

  @Test
  void aSignatureOfAnotherSessionEndsTheSession() throws Exception {
    byte[] other = enemy.exporter();
    other[0] ^= 1;
    enemy.say(RawPeer.acquaintance(device, Role.CLIENT, 0, "someone", other).hello());
    assertEndsUnverified();
  }

  @Test
  void aGreetingWithoutACommitmentEndsTheSession() throws Exception {
    Hello good = enemy.hello(device, "someone");
    enemy.say(new Hello(1, 0, "someone", good.deviceKey(), good.signature(), NOTHING));
    assertEndsUnverified();
  }

  @Test
  void ourOwnGreetingSentBackEndsTheSession() throws Exception {
    enemy.say(enemy.hear(Hello.class));
    assertEndsUnverified();
  }

  private void assertEndsUnverified() throws Exception {
    var refused =
        assertThrows(TransportException.class, () -> assertNotNull(offer.await(Couple.PATIENCE)));
    assertEquals(Problem.VERIFICATION, refused.problem());
    assertTrue(refused.getMessage().contains("which device it is"), refused.getMessage());
    assertEquals(Problem.VERIFICATION, enemy.hear(Goodbye.class).problem());
  }

  private static String hex(ByteBuffer view) {
    byte[] bytes = new byte[view.remaining()];
    view.get(view.position(), bytes);
    return java.util.HexFormat.of().formatHex(bytes);
  }
}
