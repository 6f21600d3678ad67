package io.sluice.crypto.pairing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RendezvousTest {
  private final Random random = new Random(7);
  private final DeviceKey ana = DeviceIdentity.generate(random).key();
  private final DeviceKey ben = DeviceIdentity.generate(random).key();
  private final Secret secret = Secret.random(PairSecret.BYTES, random);

  @Test
  void tagsAndSecretsAreOthersForEachPairHostAndSlot() {
    Secret other = Secret.random(PairSecret.BYTES, random);
    Set<Long> tags = new HashSet<>();
    for (Secret pair : new Secret[] {secret, other}) {
      for (DeviceKey host : new DeviceKey[] {ana, ben}) {
        for (long slot = 0; slot < 100; slot++) {
          tags.add(java.nio.ByteBuffer.wrap(Rendezvous.tag(pair, host, slot)).getLong());
        }
      }
    }
    assertEquals(400, tags.size());
    assertNotEquals(Rendezvous.secret(secret, ana, 1), Rendezvous.secret(secret, ana, 2));
    assertNotEquals(Rendezvous.secret(secret, ana, 1), Rendezvous.secret(secret, ben, 1));
  }

  @Test
  void theTagTellsNothingOfTheSecret() {
    byte[] session = Rendezvous.secret(secret, ana, 5).exposeCopy();
    assertFalse(Arrays.equals(Rendezvous.tag(secret, ana, 5), Arrays.copyOf(session, 8)));
    assertArrayEquals(Rendezvous.tag(secret, ana, 5), Rendezvous.tag(secret, ana, 5));
  }

  @Test
  void aSlotHasTenMinutes() {
    assertEquals(0, Rendezvous.slot(599));
    assertEquals(1, Rendezvous.slot(600));
    assertEquals(-1, Rendezvous.slot(-1));
  }

  @Test
  void bothSidesOfASessionHaveTheSamePairSecret() {
    byte[] exporter = {1, 2, 3};
    byte[] anas = new byte[32];
    byte[] bens = new byte[32];
    bens[0] = 1;
    Secret here = PairSecret.of(Role.CLIENT, exporter, ana, anas, ben, bens);
    assertEquals(here, PairSecret.of(Role.SERVER, exporter, ben, bens, ana, anas));
    assertNotEquals(here, PairSecret.of(Role.SERVER, exporter, ana, anas, ben, bens));
    bens[1] = 1;
    assertNotEquals(here, PairSecret.of(Role.CLIENT, exporter, ana, anas, ben, bens));
  }
}
