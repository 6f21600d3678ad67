package io.sluice.transport.udp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every implementation of {@link UdpSocket} does; a subclass names the implementation. */
@Timeout(20)
abstract class UdpSocketContract {
  private static final long LONG = SECONDS.toNanos(10);

  private UdpSocket a;
  private UdpSocket b;

  /** Opens a socket of the implementation under test. */
  abstract UdpSocket bind(InetSocketAddress local) throws IOException;

  @BeforeEach
  void openTwoSockets() throws IOException {
    a = bind(loopback("127.0.0.1", 0));
    b = bind(loopback("127.0.0.1", 0));
  }

  @AfterEach
  void closeBoth() {
    a.close();
    b.close();
  }

  @Test
  void knowsThePortItWasGiven() {
    assertNotEquals(0, a.localAddress().getPort());
    assertEquals("127.0.0.1", a.localAddress().getAddress().getHostAddress());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aDatagramArrivesWithItsSource(String host) throws IOException {
    try (UdpSocket from = bind(loopback(host, 0));
        UdpSocket to = bind(loopback(host, 0))) {
      from.send(new byte[] {0, 7, 8, 0}, 1, 2, to.localAddress());

      DatagramBatch in = DatagramBatch.standard();
      assertTrue(to.receive(in, LONG));
      assertEquals(1, in.count());
      assertArrayEquals(new byte[] {7, 8}, bytes(in, 0));
      assertEquals(from.localAddress(), in.source(0));
    }
  }

  @Test
  void aBatchArrivesWholeAndInOrder() throws IOException {
    DatagramBatch out = DatagramBatch.standard();
    for (int i = 0; i < 100; i++) {
      byte[] datagram = new byte[1 + i * 10];
      Arrays.fill(datagram, (byte) i);
      out.append(datagram, 0, datagram.length);
    }
    a.send(out, b.localAddress());

    DatagramBatch in = DatagramBatch.standard();
    while (in.count() < out.count()) {
      assertTrue(b.receive(in, LONG));
    }
    for (int i = 0; i < out.count(); i++) {
      assertArrayEquals(bytes(out, i), bytes(in, i));
    }
  }

  @Test
  void theLongestDatagramFitsAndALongerOneIsDropped() throws IOException {
    a.send(new byte[UdpSocket.MAX_DATAGRAM + 1], 0, UdpSocket.MAX_DATAGRAM + 1, b.localAddress());
    a.send(new byte[UdpSocket.MAX_DATAGRAM], 0, UdpSocket.MAX_DATAGRAM, b.localAddress());

    DatagramBatch in = DatagramBatch.standard();
    while (in.isEmpty()) {
      b.receive(in, LONG);
    }
    assertEquals(1, in.count());
    assertEquals(UdpSocket.MAX_DATAGRAM, in.length(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void aDatagramThatMayBeFragmentedArrivesAndThoseAfterItMayNotBe(String host) throws IOException {
    try (UdpSocket from = bind(loopback(host, 0));
        UdpSocket to = bind(loopback(host, 0))) {
      from.sendFragmentable(new byte[16_000], 0, 16_000, to.localAddress());

      DatagramBatch in = DatagramBatch.standard();
      assertTrue(to.receive(in, LONG));
      assertEquals(16_000, in.length(0));
      assertTrue(from.neverFragments());
    }
  }

  @Test
  void whatDoesNotFitStaysForTheNextBatch() throws IOException {
    for (byte i = 0; i < 3; i++) {
      a.send(new byte[] {i}, 0, 1, b.localAddress());
    }
    DatagramBatch two = new DatagramBatch(2, 3 * (UdpSocket.MAX_DATAGRAM + 1));
    while (two.count() < 2) {
      b.receive(two, LONG);
    }
    assertFalse(b.receive(two, MILLISECONDS.toNanos(1)));

    DatagramBatch rest = DatagramBatch.standard();
    assertTrue(b.receive(rest, LONG));
    assertArrayEquals(new byte[] {2}, bytes(rest, 0));
  }

  @Test
  void receivingEndsAfterItsTimeout() throws IOException {
    long start = System.nanoTime();
    assertFalse(a.receive(DatagramBatch.standard(), MILLISECONDS.toNanos(50)));
    assertTrue(System.nanoTime() - start >= MILLISECONDS.toNanos(45));
    assertFalse(a.receive(DatagramBatch.standard(), 0));
  }

  @Test
  void anInterruptClosesNothing() throws IOException {
    Thread.currentThread().interrupt();
    assertFalse(a.receive(DatagramBatch.standard(), LONG));
    a.send(new byte[] {5}, 0, 1, b.localAddress());
    assertTrue(Thread.interrupted());

    assertTrue(b.receive(DatagramBatch.standard(), LONG));
    b.send(new byte[] {6}, 0, 1, a.localAddress());
    assertTrue(a.receive(DatagramBatch.standard(), LONG));
  }

  @Test
  void anInterruptEndsAWaitingReceiveButNotTheSocket() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Boolean> received = new CompletableFuture<>();
    Thread receiver =
        Thread.ofPlatform()
            .start(
                () -> {
                  waiting.countDown();
                  try {
                    received.complete(a.receive(DatagramBatch.standard(), LONG));
                  } catch (IOException e) {
                    received.completeExceptionally(e);
                  }
                });
    waiting.await();
    receiver.interrupt();

    assertFalse(received.get());
    b.send(new byte[] {1}, 0, 1, a.localAddress());
    assertTrue(a.receive(DatagramBatch.standard(), LONG));
  }

  @Test
  void closingWakesAWaitingReceiver() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(
            () -> {
              waiting.countDown();
              try {
                a.receive(DatagramBatch.standard(), LONG);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
    waiting.await();
    a.close();

    Throwable thrown = assertThrows(java.util.concurrent.ExecutionException.class, ended::get);
    assertTrue(thrown.getCause() instanceof IOException, thrown::toString);
  }

  @Test
  void aClosedSocketThrowsAndItsPortIsFree() throws IOException {
    InetSocketAddress address = a.localAddress();
    assertThrows(BindException.class, () -> bind(address));
    a.close();
    a.close();

    byte[] datagram = {1};
    assertThrows(IOException.class, () -> a.send(datagram, 0, 1, b.localAddress()));
    assertThrows(IOException.class, () -> a.receive(DatagramBatch.standard(), 0));
    bind(address).close();
  }

  @Test
  void whatTheKernelCannotSendIsCountedAndNotFatal() throws IOException {
    // A loopback source address reaches no other network: the kernel refuses before it sends.
    InetSocketAddress elsewhere = new InetSocketAddress("192.0.2.77", 9);
    a.send(new byte[] {1}, 0, 1, elsewhere);
    assertEquals(1, a.sendFailures());

    a.send(new byte[] {1}, 0, 1, b.localAddress());
    assertTrue(b.receive(DatagramBatch.standard(), LONG));
  }

  @Test
  void aClosedPortAtThePeerIsNotFatal() throws IOException {
    InetSocketAddress gone = b.localAddress();
    b.close();
    for (int i = 0; i < 3; i++) {
      a.send(new byte[] {1}, 0, 1, gone);
      assertFalse(a.receive(DatagramBatch.standard(), MILLISECONDS.toNanos(5)));
    }
  }

  @Test
  void anEmptyDatagramIsADatagram() throws IOException {
    try (DatagramSocket plain = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      plain.send(new DatagramPacket(new byte[0], 0, b.localAddress()));
    }
    DatagramBatch in = DatagramBatch.standard();
    assertTrue(b.receive(in, LONG));
    assertEquals(0, in.length(0));
  }

  private static InetSocketAddress loopback(String host, int port) {
    return new InetSocketAddress(host, port);
  }

  private static byte[] bytes(DatagramBatch batch, int index) {
    int offset = batch.offset(index);
    return Arrays.copyOfRange(batch.array(), offset, offset + batch.length(index));
  }
}
