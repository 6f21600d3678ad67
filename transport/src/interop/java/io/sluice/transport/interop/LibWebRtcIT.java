package io.sluice.transport.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.ice.IceOptions;
import io.sluice.transport.interop.LibWebRtc.Received;
import io.sluice.transport.session.WebRtcPeer;
import io.sluice.transport.session.WebRtcSession;
import io.sluice.transport.webrtc.Sdp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** sluice's engine with libwebrtc, both in this JVM. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LibWebRtcIT {
  private static final long BULK_BYTES = 64 << 20;
  private static final int BULK_MESSAGE = 16_384;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void sluiceOffers() throws Exception {
    Prober prober =
        new Prober(Probe.all(WebRtcSession.MAX_MESSAGE, true), BULK_BYTES, BULK_MESSAGE);
    try (WebRtcPeer ours = WebRtcPeer.offerer(IceOptions.defaults());
        LibWebRtc theirs = new LibWebRtc()) {
      Sdp answer = Sdp.parse(theirs.answer(ours.offer().toString()));
      FutureTask<Void> running = run(ours, answer, prober);
      echo(theirs);
      running.get();
    }
    System.out.println("sluice-to-libwebrtc in one JVM: " + prober.result());
    assertTrue(prober.succeeded(), prober.result());
  }

  @Test
  void sluiceAnswers() throws Exception {
    try (LibWebRtc theirs = new LibWebRtc();
        WebRtcPeer ours = WebRtcPeer.answerer(IceOptions.defaults())) {
      Sdp offer = Sdp.parse(theirs.offer("echo"));
      theirs.accept(ours.answer(offer).toString());
      FutureTask<Void> running = run(ours, offer, new Echo());
      theirs.awaitOpen();
      for (Probe probe : Probe.all(offer.maxMessageSize(), true)) {
        theirs.send(probe.text(), probe.payload());
        Received reply = theirs.receive();
        assertTrue(probe.matches(reply.text(), reply.payload()), probe.toString());
      }
      sendBulk(theirs);
      say(theirs, "bye");
      running.get();
    }
  }

  private static FutureTask<Void> run(
      WebRtcPeer peer, Sdp remote, WebRtcSession.Application application) {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              try (WebRtcSession session = peer.connect(remote)) {
                session.run(application, PATIENCE);
              }
              return null;
            });
    Thread.ofPlatform().daemon().name("sluice-peer").start(task);
    return task;
  }

  /** What an answerer does, as {@link Echo} has it. */
  private static void echo(LibWebRtc theirs) throws Exception {
    theirs.awaitOpen();
    while (true) {
      Received message = theirs.receive();
      String command = message.text() ? text(message) : "";
      if (command.equals("bye")) {
        return;
      } else if (command.startsWith("sink:")) {
        long expected = Long.parseLong(command.substring("sink:".length()));
        long sunk = 0;
        while (sunk < expected) {
          sunk += theirs.receive().payload().remaining();
        }
        say(theirs, "sunk:" + sunk + ":0");
      } else {
        theirs.sendBack(message);
      }
    }
  }

  private static void sendBulk(LibWebRtc theirs) throws Exception {
    long began = System.nanoTime();
    say(theirs, "sink:" + BULK_BYTES);
    ByteBuffer message = ByteBuffer.allocate(BULK_MESSAGE);
    for (long sent = 0; sent < BULK_BYTES; sent += BULK_MESSAGE) {
      theirs.send(false, message.duplicate());
      while (theirs.waiting() > 1 << 20) {
        Thread.sleep(1);
      }
    }
    Received told = theirs.receive();
    System.out.printf(
        "libwebrtc-to-sluice in one JVM: %.2f MB/s%n",
        BULK_BYTES / 1e6 / ((System.nanoTime() - began) / 1e9));
    assertEquals("sunk:" + BULK_BYTES, text(told).replaceAll(":[^:]*$", ""));
  }

  private static void say(LibWebRtc theirs, String text) throws Exception {
    theirs.send(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Received message) {
    return StandardCharsets.UTF_8.decode(message.payload().duplicate()).toString();
  }
}
