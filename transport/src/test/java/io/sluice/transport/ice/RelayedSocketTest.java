package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.secret.Secret;
import io.sluice.transport.udp.DatagramBatch;
import io.sluice.transport.udp.NioUdpSocket;
import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over loopback, with a server that sends back what it is to pass on. */
@Timeout(60)
class RelayedSocketTest {
  private static final long PATIENCE = Duration.ofSeconds(10).toNanos();
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
  private static final InetSocketAddress PEER =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 4711);

  private final FakeTurnServer turn = new FakeTurnServer("ann", "opensesame");
  private DatagramSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    Thread.ofPlatform().daemon().start(this::answerAll);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answerAll() {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      while (true) {
        server.receive(packet);
        byte[] bytes = Arrays.copyOf(packet.getData(), packet.getLength());
        byte[] answer = bytes[0] >>> 6 == 1 ? bytes : turn.answer(bytes);
        server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void whatIsSentComesBackFromThePeer() throws Exception {
    try (RelayedSocket socket = open("opensesame")) {
      assertEquals(FakeTurnServer.RELAYED, socket.localAddress());
      socket.send(new byte[] {1}, 0, 1, PEER);
      DatagramBatch batch = DatagramBatch.standard();
      assertFalse(socket.receive(batch, Duration.ofMillis(300).toNanos()), "it was not bound yet");
      byte[] data = {9, 1, 2, 3, 9};
      socket.send(data, 1, 3, PEER);
      socket.sendFragmentable(data, 0, 5, PEER);
      DatagramBatch out = DatagramBatch.standard();
      for (int i = 0; i < DatagramBatch.STANDARD_CAPACITY; i++) {
        out.append(new byte[] {(byte) i, 7}, 0, 2);
      }
      socket.send(out, PEER);
      List<byte[]> came = new ArrayList<>();
      while (came.size() < 2 + out.count() && socket.receive(batch, PATIENCE)) {
        for (int i = 0; i < batch.count(); i++) {
          assertEquals(PEER, batch.source(i));
          int at = batch.offset(i);
          came.add(Arrays.copyOfRange(batch.array(), at, at + batch.length(i)));
        }
        batch.clear();
      }
      assertArrayEquals(new byte[] {1, 2, 3}, came.get(0));
      assertArrayEquals(data, came.get(1));
      assertArrayEquals(new byte[] {127, 7}, came.getLast());
    }
    assertTrue(turn.allocates > 0);
  }

  @Test
  void whatSomebodyElseSendsIsDropped() throws Exception {
    try (UdpSocket base = NioUdpSocket.bind(new InetSocketAddress(LOOPBACK, 0));
        RelayedSocket socket = open(base, "opensesame", address(), Duration.ofSeconds(10));
        DatagramSocket other = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      DatagramBatch batch = DatagramBatch.standard();
      socket.send(new byte[] {1}, 0, 1, PEER);
      socket.receive(batch, Duration.ofMillis(300).toNanos());
      byte[] forged = {0x40, 0, 0, 1, 66};
      other.send(new DatagramPacket(forged, 5, base.localAddress()));
      byte[] tooLong = {0x40, 0, 0, 9, 66};
      server.send(new DatagramPacket(tooLong, 5, base.localAddress()));
      byte[] unknown = {0x40, 9, 0, 1, 66};
      server.send(new DatagramPacket(unknown, 5, base.localAddress()));
      assertFalse(socket.receive(batch, Duration.ofMillis(300).toNanos()));
      assertTrue(batch.isEmpty());
    }
  }

  @Test
  void aWrongPasswordIsSaid() {
    IOException said = assertThrows(IOException.class, () -> open("open barley"));
    assertEquals("it does not take this name and password", said.getMessage());
  }

  @Test
  void silenceIsSaid() throws Exception {
    try (DatagramSocket silent = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0))) {
      InetSocketAddress where = (InetSocketAddress) silent.getLocalSocketAddress();
      IOException said =
          assertThrows(IOException.class, () -> open("opensesame", where, Duration.ofMillis(200)));
      assertEquals("it does not answer", said.getMessage());
    }
  }

  private RelayedSocket open(String password) throws IOException {
    return open(password, address(), Duration.ofSeconds(10));
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private static RelayedSocket open(String password, InetSocketAddress where, Duration patience)
      throws IOException {
    UdpSocket base = NioUdpSocket.bind(new InetSocketAddress(LOOPBACK, 0));
    return open(base, password, where, patience);
  }

  private static RelayedSocket open(
      UdpSocket base, String password, InetSocketAddress where, Duration patience)
      throws IOException {
    Secret secret = Secret.copyOf(password.getBytes(StandardCharsets.UTF_8));
    return RelayedSocket.open(base, where, new TurnServer("", "ann", secret), patience.toNanos());
  }
}
