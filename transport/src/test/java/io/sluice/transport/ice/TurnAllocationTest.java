package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnAllocationTest {
  private static final long SECOND = 1_000_000_000;
  private static final InetSocketAddress PEER = address("192.0.2.7", 4711);

  private final FakeTurnServer server = new FakeTurnServer("ann", "opensesame");
  private final Random random = new Random(1);
  private long now = 100;

  @Test
  void asksWithProofWhenItIsChallenged() {
    TurnAllocation allocation = allocation("opensesame");
    exchange(allocation);
    assertEquals(FakeTurnServer.RELAYED, allocation.relayed());
    assertEquals(2, server.allocates);
    assertNull(allocation.failure());
  }

  @Test
  void aWrongPasswordIsNotTriedTwice() {
    TurnAllocation allocation = allocation("open barley");
    exchange(allocation);
    assertEquals("it does not take this name and password", allocation.failure());
    assertEquals(2, server.allocates);
    assertNull(allocation.relayed());
  }

  @Test
  void keepsItsPort() {
    TurnAllocation allocation = allocation("opensesame");
    exchange(allocation);
    now += 299 * SECOND;
    assertNull(allocation.poll(now));
    now += SECOND;
    exchange(allocation);
    assertEquals(1, server.refreshes);
    assertEquals(now + 300 * SECOND, allocation.deadline());
  }

  @Test
  void aStaleNonceIsReplaced() {
    TurnAllocation allocation = allocation("opensesame");
    exchange(allocation);
    server.nonce = "another";
    now += 300 * SECOND;
    exchange(allocation);
    assertEquals(1, server.refreshes);
    assertNull(allocation.failure());
  }

  @Test
  void bindsAChannelForAPeerAndKeepsIt() {
    TurnAllocation allocation = allocation("opensesame");
    exchange(allocation);
    assertEquals(0, allocation.channelTo(PEER, now));
    assertEquals(0, allocation.channelTo(PEER, now), "it is asked for once");
    exchange(allocation);
    assertEquals(1, server.binds);
    int channel = allocation.channelTo(PEER, now);
    assertEquals(TurnAllocation.FIRST_CHANNEL, channel);
    assertEquals(PEER, allocation.peerOf(channel));
    assertEquals(PEER, server.channels.get(channel));
    now += 240 * SECOND;
    exchange(allocation);
    assertEquals(2, server.binds);
    assertNull(allocation.peerOf(channel + 1));
    assertNull(allocation.peerOf(0));
  }

  @Test
  void aPeerThatTheServerForbidsGetsNothing() {
    TurnAllocation allocation = allocation("opensesame");
    exchange(allocation);
    server.forbids = true;
    allocation.channelTo(PEER, now);
    exchange(allocation);
    assertEquals(0, allocation.channelTo(PEER, now));
    assertNull(allocation.failure());
  }

  @Test
  void thereAreNoMoreChannelsThanPeersHaveAddresses() {
    TurnAllocation allocation = allocation("opensesame");
    exchange(allocation);
    for (int i = 0; i < 2 * TurnAllocation.MOST_CHANNELS; i++) {
      allocation.channelTo(address("192.0.2.8", 1 + i), now);
    }
    exchange(allocation);
    assertEquals(TurnAllocation.MOST_CHANNELS, server.binds);
  }

  @Test
  void anAddressOfTheOtherFamilyIsNotReached() throws Exception {
    TurnAllocation allocation = allocation("opensesame");
    exchange(allocation);
    allocation.channelTo(address("2001:db8::1", 5), now);
    exchange(allocation);
    assertEquals(0, server.binds);
  }

  @Test
  void silenceEndsAfterSevenTries() {
    TurnAllocation allocation = allocation("opensesame");
    int sent = 0;
    long start = now;
    while (allocation.failure() == null) {
      if (allocation.poll(now) != null) {
        sent++;
      } else if (allocation.deadline() != Long.MAX_VALUE) {
        now = allocation.deadline();
      }
    }
    assertEquals(7, sent);
    assertEquals((1 + 2 + 4 + 8 + 16 + 32 + 64) * SECOND / 4, now - start);
    assertEquals("it does not answer", allocation.failure());
  }

  @Test
  void asksTheSameQuestionAgain() {
    TurnAllocation allocation = allocation("opensesame");
    byte[] first = allocation.poll(now);
    now += SECOND;
    assertArrayEquals(first, allocation.poll(now));
  }

  @Test
  void whatProvesNothingChangesNothing() {
    TurnAllocation allocation = allocation("opensesame");
    byte[] plain = poll(allocation);
    receive(allocation, server.allocated(plain, null));
    assertNull(allocation.relayed(), "a success without a challenge");
    receive(allocation, server.answer(plain));
    byte[] proven = poll(allocation);
    receive(
        allocation, server.allocated(proven, "of another realm".getBytes(StandardCharsets.UTF_8)));
    assertNull(allocation.relayed(), "under another key");
    receive(allocation, server.answer(proven));
    assertEquals(FakeTurnServer.RELAYED, allocation.relayed());
  }

  @Test
  void anyBytesGiveNoException() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random noise = new Random(seed);
      TurnAllocation allocation = allocation("opensesame");
      for (int step = 0; step < 6; step++) {
        byte[] request = allocation.poll(now);
        if (request == null) {
          break;
        }
        byte[] answer = server.answer(request);
        for (int i = noise.nextInt(4); i > 0; i--) {
          answer[noise.nextInt(answer.length)] ^= (byte) (1 << noise.nextInt(8));
        }
        receive(allocation, answer);
        allocation.channelTo(PEER, now);
        now += SECOND;
      }
    }
  }

  @Test
  void givesThePortBack() {
    TurnAllocation allocation = allocation("opensesame");
    assertNull(allocation.release(now));
    exchange(allocation);
    byte[] release = allocation.release(now);
    assertNotNull(release);
    server.answer(release);
    assertTrue(server.released);
    assertNull(allocation.poll(now + 1000 * SECOND));
    assertNull(allocation.release(now));
  }

  @Test
  void noTwoRequestsHaveTheSameTransaction() {
    TurnAllocation allocation = allocation("opensesame");
    byte[] plain = poll(allocation);
    receive(allocation, server.answer(plain));
    byte[] proven = poll(allocation);
    assertNotEquals(ByteBuffer.wrap(plain, 8, 12), ByteBuffer.wrap(proven, 8, 12));
  }

  private TurnAllocation allocation(String password) {
    Secret secret = Secret.copyOf(password.getBytes(StandardCharsets.UTF_8));
    return new TurnAllocation(
        new TurnServer("turn.example:3478", "ann", secret), false, random, now);
  }

  private byte[] poll(TurnAllocation allocation) {
    byte[] request = allocation.poll(now);
    assertNotNull(request);
    return request;
  }

  /** Until neither side has anything to say. */
  private void exchange(TurnAllocation allocation) {
    byte[] request;
    while ((request = allocation.poll(now)) != null) {
      receive(allocation, server.answer(request));
    }
  }

  private void receive(TurnAllocation allocation, byte[] bytes) {
    StunMessage message = StunMessage.parse(bytes, 0, bytes.length);
    if (message != null) {
      allocation.receive(message, now);
    }
  }

  private static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
  }
}
