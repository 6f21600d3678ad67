package io.sluice.transport.interop;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioLayer;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * libwebrtc in this JVM (webrtc-java). The first channel is the one to send on, whoever opens it.
 */
final class LibWebRtc implements AutoCloseable {
  /** What came on a channel; the bytes are its own. */
  record Received(RTCDataChannel on, boolean text, ByteBuffer payload) {}

  private static final long PATIENCE_SECONDS = 30;

  private final AudioDeviceModule audio = new AudioDeviceModule(AudioLayer.kDummyAudio);
  private final PeerConnectionFactory factory = new PeerConnectionFactory(audio);
  private final CountDownLatch gathered = new CountDownLatch(1);
  private final CompletableFuture<RTCDataChannel> channel = new CompletableFuture<>();
  private final CountDownLatch open = new CountDownLatch(1);
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final RTCPeerConnection connection;

  LibWebRtc() {
    connection = factory.createPeerConnection(new RTCConfiguration(), new ConnectionObserver());
  }

  String offer(String label) throws Exception {
    use(connection.createDataChannel(label, new RTCDataChannelInit()));
    var made = new Made();
    connection.createOffer(new RTCOfferOptions(), made);
    return describe(made);
  }

  String answer(String offer) throws Exception {
    set(RTCSdpType.OFFER, offer);
    var made = new Made();
    connection.createAnswer(new RTCAnswerOptions(), made);
    return describe(made);
  }

  void accept(String answer) throws Exception {
    set(RTCSdpType.ANSWER, answer);
  }

  /** All candidates are in it: there is no trickle. */
  private String describe(Made made) throws Exception {
    var done = new Done();
    connection.setLocalDescription(made.get(PATIENCE_SECONDS, TimeUnit.SECONDS), done);
    done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!gathered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("candidates are still being gathered");
    }
    return connection.getLocalDescription().sdp;
  }

  private void set(RTCSdpType type, String sdp) throws Exception {
    var done = new Done();
    connection.setRemoteDescription(new RTCSessionDescription(type, sdp), done);
    done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  void awaitOpen() throws InterruptedException {
    if (!open.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the channel does not open");
    }
  }

  void send(boolean text, ByteBuffer payload) throws Exception {
    send(channel.get(), text, payload);
  }

  /** Sends a message back where it came from. */
  void sendBack(Received message) throws Exception {
    send(message.on, message.text, message.payload);
  }

  private static void send(RTCDataChannel on, boolean text, ByteBuffer payload) throws Exception {
    // It takes the backing memory of direct buffers only.
    ByteBuffer direct = ByteBuffer.allocateDirect(payload.remaining()).put(payload).flip();
    on.send(new RTCDataChannelBuffer(direct, !text));
  }

  /** Bytes that wait to be sent. */
  long waiting() throws Exception {
    return channel.get().getBufferedAmount();
  }

  Received receive() throws InterruptedException {
    Received next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing comes");
    }
    return next;
  }

  @Override
  public void close() {
    connection.close();
    factory.dispose();
    audio.dispose();
  }

  private void use(RTCDataChannel opened) {
    opened.registerObserver(
        new RTCDataChannelObserver() {
          @Override
          public void onBufferedAmountChange(long previous) {}

          @Override
          public void onStateChange() {
            noteState(opened);
          }

          @Override
          public void onMessage(RTCDataChannelBuffer message) {
            ByteBuffer copy = ByteBuffer.allocate(message.data.remaining()).put(message.data);
            received.add(new Received(opened, !message.binary, copy.flip()));
          }
        });
    channel.complete(opened);
    noteState(opened);
  }

  private void noteState(RTCDataChannel opened) {
    if (opened.getState() == RTCDataChannelState.OPEN) {
      open.countDown();
    }
  }

  private final class ConnectionObserver implements PeerConnectionObserver {
    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {}

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
      if (state == RTCIceGatheringState.COMPLETE) {
        gathered.countDown();
      }
    }

    @Override
    public void onDataChannel(RTCDataChannel opened) {
      use(opened);
    }
  }

  private static final class Made extends CompletableFuture<RTCSessionDescription>
      implements CreateSessionDescriptionObserver {
    @Override
    public void onSuccess(RTCSessionDescription description) {
      complete(description);
    }

    @Override
    public void onFailure(String error) {
      completeExceptionally(new AssertionError(error));
    }
  }

  private static final class Done extends CompletableFuture<Void>
      implements SetSessionDescriptionObserver {
    @Override
    public void onSuccess() {
      complete(null);
    }

    @Override
    public void onFailure(String error) {
      completeExceptionally(new AssertionError(error));
    }
  }
}
