package io.sluice.crypto.pairing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.Role;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.identity.DeviceKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SafetyWordsTest {
  private static final byte[] SESSION = filled(1);

  private final Random random = new Random(5);
  private final DeviceKey ana = DeviceIdentity.generate(random).key();
  private final DeviceKey ben = DeviceIdentity.generate(random).key();
  private final DeviceKey eve = DeviceIdentity.generate(random).key();

  private SafetyWords client(byte[] session) {
    return new SafetyWords(Role.CLIENT, session, ana, random);
  }

  private SafetyWords server(byte[] session) {
    return new SafetyWords(Role.SERVER, session, ben, random);
  }

  @Test
  void bothSidesHaveTheSameWords() {
    for (int i = 0; i < 100; i++) {
      SafetyWords client = client(SESSION);
      SafetyWords server = server(SESSION);
      byte[] fromClient = client.reveal(server.commitment());
      byte[] fromServer = server.reveal(client.commitment());
      List<Integer> words = client.numbers(fromServer, ben);
      assertNotNull(words);
      assertEquals(words, server.numbers(fromClient, ana));
      assertEquals(SafetyWords.COUNT, words.size());
      assertTrue(words.stream().allMatch(n -> n >= 0 && n < SafetyWords.LIST_SIZE));
    }
  }

  @Test
  void everySessionHasWordsOfItsOwn() {
    Set<List<Integer>> seen = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      SafetyWords client = client(SESSION);
      SafetyWords server = server(SESSION);
      client.reveal(server.commitment());
      seen.add(client.numbers(server.reveal(client.commitment()), ben));
    }
    assertEquals(100, seen.size());
  }

  @Test
  void theyDependOnTheKeysAndOnTheSession() {
    List<Integer> words = words(SESSION, ben);
    assertEquals(words, words(SESSION, ben));
    assertNotEquals(words, words(filled(2), ben));
    assertNotEquals(words, words(SESSION, eve));
  }

  private List<Integer> words(byte[] session, DeviceKey peer) {
    SafetyWords client = new SafetyWords(Role.CLIENT, session, ana, new Random(1));
    SafetyWords server = new SafetyWords(Role.SERVER, session, peer, new Random(2));
    client.reveal(server.commitment());
    return client.numbers(server.reveal(client.commitment()), peer);
  }

  @Test
  void noNonceIsShownBeforeThePeerHasCommittedItself() {
    SafetyWords client = client(SESSION);
    assertThrows(IllegalStateException.class, () -> client.numbers(filled(3), ben));
    client.reveal(server(SESSION).commitment());
    assertThrows(IllegalStateException.class, () -> client.reveal(filled(4)), "no second choice");
  }

  @Test
  void anotherNonceThanTheOneCommittedToIsNoticed() {
    SafetyWords client = client(SESSION);
    SafetyWords server = server(SESSION);
    client.reveal(server.commitment());
    byte[] nonce = server.reveal(client.commitment());
    nonce[31] ^= 1;
    assertNull(client.numbers(nonce, ben));
    assertNull(client.numbers(new byte[0], ben));
    assertNull(client.numbers(Arrays.copyOf(nonce, 33), ben));
  }

  @Test
  void aCommitmentAndANonceSentBackAreNoticed() {
    SafetyWords client = client(SESSION);
    byte[] own = client.reveal(client.commitment());
    assertNull(client.numbers(own, ben));
  }

  @Test
  void aCommitmentOfAnotherSessionIsWorthNothing() {
    SafetyWords client = client(SESSION);
    SafetyWords elsewhere = server(filled(2));
    client.reveal(elsewhere.commitment());
    assertNull(client.numbers(elsewhere.reveal(client.commitment()), ben));
  }

  /**
   * Who sits between and has everything but the two exporters, the two keys and the order of the
   * messages: however often it tries, the words of its two sessions agree by chance alone, here in
   * any one word of them.
   */
  @Test
  void whoSitsBetweenCannotSteerTheWords() {
    int alike = 0;
    int tries = 4000;
    for (int i = 0; i < tries; i++) {
      SafetyWords toServer = new SafetyWords(Role.CLIENT, filled(8), eve, random);
      SafetyWords toClient = new SafetyWords(Role.SERVER, filled(9), eve, random);
      SafetyWords client = client(filled(9));
      SafetyWords server = server(filled(8));
      // It commits itself in both sessions before it sees a nonce in either: there is no other way.
      byte[] clients = client.reveal(toClient.commitment());
      byte[] servers = server.reveal(toServer.commitment());
      List<Integer> atClient = client.numbers(toClient.reveal(client.commitment()), eve);
      List<Integer> atServer = server.numbers(toServer.reveal(server.commitment()), eve);
      assertNotNull(toClient.numbers(clients, ana));
      assertNotNull(toServer.numbers(servers, ben));
      assertNotEquals(atClient, atServer);
      alike += atClient.getFirst().equals(atServer.getFirst()) ? 1 : 0;
    }
    assertTrue(alike < 20, alike + " of " + tries + ", expected 4");
  }

  @Test
  void commitmentsHideTheNonceAndDiffer() {
    SafetyWords client = client(SESSION);
    assertFalse(Arrays.equals(client.commitment(), server(SESSION).commitment()));
    assertArrayEquals(client.commitment(), client.commitment());
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
