package io.sluice.transport.session;

import io.sluice.crypto.dtls.DtlsConnection;
import io.sluice.crypto.identity.DeviceKey;
import io.sluice.transport.api.Compression;
import io.sluice.transport.api.Device;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.KnownDevice;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.PathInfo;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Pipe;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.compress.Packer;
import io.sluice.transport.compress.Zstd;
import io.sluice.transport.files.FileSource;
import io.sluice.transport.files.Source;
import io.sluice.transport.files.SourceMemory;
import io.sluice.transport.files.StreamSource;
import io.sluice.transport.files.journal.JournalFolder;
import io.sluice.transport.ice.SelectedPair;
import io.sluice.transport.sctp.api.CongestionAlgorithm;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.Messages;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.PipeMessage;
import io.sluice.transport.transfer.message.RenewalMessage;
import io.sluice.transport.transfer.message.Text;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A peer over a secured path: what other threads see of its {@link PeerLoop}. */
final class RemotePeer implements Peer {
  private static final long FEATURES =
      Text.FEATURE | PipeMessage.FEATURE | Offer.STREAM_FEATURE | RenewalMessage.FEATURE;

  private static final Duration GREETING_PATIENCE = Duration.ofSeconds(20);

  /** Data on the way to the peer, in bytes: 1 Gbit/s over 100 ms, and a third more. */
  private static final int SEND_BUFFER = 16 << 20;

  /** Data on the way from it, to begin with. */
  private static final int RECEIVE_WINDOW = 1 << 20;

  private static final Executor LOOKS = look -> Thread.ofVirtual().name("look").start(look);

  /** And when the path needs it: no sluice has more on the way. */
  private static final int MAX_RECEIVE_WINDOW = SEND_BUFFER;

  private final Approach approach;
  private final PathInfo path;
  private final DiskPool diskPool = new DiskPool("peer");
  private final EventQueue events = new EventQueue();
  private final @Nullable JournalFolder journals;
  private final Disk disk;
  private final Transfers transfers;
  private final Texts texts = new Texts(events);
  private final Pipes pipes = new Pipes(events);
  private final AtomicBoolean pipeAsked = new AtomicBoolean();
  private final DtlsConnection dtls;
  private final KeyRenewals renewals;
  private final PeerLoop loop;
  private final AtomicLong nextId;
  private final CountDownLatch greeted = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Pins pins;
  private final PeerTrust trust;
  private final Acquaintance acquaintance;
  private final Conversation conversation;
  private volatile Device device = new Device("", "");
  private volatile @Nullable TransportException refused;
  private volatile long features;

  private RemotePeer(
      Approach approach,
      Approach.Secured secured,
      EngineFactory engines,
      LocalDevices devices,
      Options options)
      throws TransportException {
    this.approach = approach;
    SelectedPair pair = secured.pair();
    path =
        new PathInfo(
            pair.localType(),
            pair.local(),
            pair.remoteType(),
            pair.remote(),
            secured.cipher(),
            secured.cipherRemark());
    disk = new Disk(diskPool, approach.inbox());
    boolean evenIds = approach.side().hasEvenIds();
    nextId = new AtomicLong(evenIds ? 0 : 1);
    journals = Journals.at(options.home());
    transfers = new Transfers(!evenIds, disk, events, journals);
    Engine engine = engines.create(sctpOptions(pair), new SecureRandom());
    trust = new PeerTrust(devices, events);
    pins = devices.pins();
    acquaintance =
        new Acquaintance(
            approach.side().dtlsRole(),
            secured.path().exporter(),
            devices.identity(),
            new Acquaintance.Greeting(features(), options.deviceName(), options.passphrase()),
            pins,
            trust,
            new SecureRandom());
    dtls = secured.path().dtls();
    renewals =
        new KeyRenewals(
            approach.side().dtlsRole(), dtls, approach.inbox(), options.renewKeysAfter());
    conversation =
        new Conversation(
            engine,
            evenIds,
            transfers,
            texts,
            pipes,
            renewals,
            options.limit(),
            acquaintance,
            this::greeted);
    loop =
        new PeerLoop(
            approach.inbox(),
            approach.exchange(),
            secured.path(),
            engine,
            conversation,
            new Silence(events, approach.ice()::pathIsDead, LOOKS, pair::peerHasEnded));
  }

  /**
   * Starts the loop and waits for the peer's greeting.
   *
   * @throws TransportException if none comes, or one that the session ends with
   */
  static RemotePeer connect(
      Approach approach,
      Approach.Secured secured,
      EngineFactory engines,
      LocalDevices devices,
      Options options)
      throws TransportException, InterruptedException {
    RemotePeer peer = new RemotePeer(approach, secured, engines, devices, options);
    Thread.ofPlatform().name("peer").daemon().start(peer::run);
    boolean heard = peer.greeted.await(GREETING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    TransportException refused = peer.refused;
    if (refused != null) {
      throw refused;
    }
    if (heard) {
      peer.trust.noteMeeting();
      approach.ice().sealOff(() -> peer.events.add(new PeerEvent.CodeTriedAgain()));
      return peer;
    }
    peer.close();
    throw new TransportException(
        Problem.NO_CONNECTION, "The other side was reached, but does not speak: pair again.");
  }

  @Override
  public String name() {
    return device.name();
  }

  @Override
  public Device device() {
    return device;
  }

  @Override
  public @Nullable KnownDevice known() {
    return trust.known();
  }

  @Override
  public List<String> safetyWords() throws TransportException, InterruptedException {
    return trust.safetyWords();
  }

  @Override
  public void wordsMatch() throws TransportException {
    trust.verified();
    approach.inbox().execute(_ -> acquaintance.match());
  }

  @Override
  public void wordsDiffer() {
    approach.inbox().execute(_ -> conversation.end(Ending.wordsDiffer()));
  }

  @Override
  public void remember() {
    approach.inbox().execute(_ -> acquaintance.remember());
  }

  @Override
  public PathInfo path() {
    return path;
  }

  @Override
  public Transfer send(Selection selection) throws TransportException {
    FileSource source = FileSource.scan(selection);
    List<String> notices = Preview.notices(source);
    SourceMemory memory = journals == null ? null : SourceMemory.open(journals, selection, source);
    return offer(source, memory, notices, selection.compression());
  }

  @Override
  public Transfer send(EntryPath name, InputStream content, Compression compression)
      throws TransportException {
    if ((features & Offer.STREAM_FEATURE) == 0) {
      throw new TransportException(
          Problem.OTHER,
          "The other side's version of sluice takes nothing whose size is not known.");
    }
    StreamSource source = new StreamSource(name, Instant.now(), content);
    return offer(source, null, List.of(), compression);
  }

  private Transfer offer(
      Source source, @Nullable SourceMemory memory, List<String> notices, Compression compression) {
    boolean known = (features & Block.COMPRESSION_FEATURE) != 0;
    Packer packer = new Packer(known ? compression : Compression.OFF);
    Outgoing transfer =
        new Outgoing(nextId.getAndAdd(2), source, memory, notices, packer, disk, events);
    approach.inbox().execute(now -> transfers.add(transfer));
    return transfer;
  }

  /** What this side says it can; the peer's counts only as far as both can. */
  private static long features() {
    return FEATURES | (Zstd.isAvailable() ? Block.COMPRESSION_FEATURE : 0);
  }

  @Override
  public void say(String text) throws TransportException {
    if ((features & Text.FEATURE) == 0) {
      throw new TransportException(
          Problem.OTHER, "The other side's version of sluice takes no texts.");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_BYTES) {
      throw new TransportException(
          Problem.OTHER, "This text is longer than 60,000 bytes: send it as a file.");
    }
    if (!texts.reserve()) {
      throw new TransportException(
          Problem.OTHER, "Too many texts wait for the other side: say more later.");
    }
    approach.inbox().execute(_ -> texts.send(text));
  }

  @Override
  public Pipe pipe() throws TransportException {
    if ((features & PipeMessage.FEATURE) == 0) {
      throw new TransportException(
          Problem.OTHER, "The other side's version of sluice knows no pipes.");
    }
    if (pipeAsked.getAndSet(true)) {
      throw new IllegalStateException("a session has one pipe");
    }
    LocalPipe pipe = new LocalPipe(step -> approach.inbox().execute(_ -> step.run(pipes)));
    approach.inbox().execute(_ -> pipes.ask(pipe));
    return pipe;
  }

  @Override
  public void refusePipe(String reason) {
    approach.inbox().execute(_ -> pipes.refuse(reason));
  }

  @Override
  public @Nullable PeerEvent nextEvent(Duration patience) throws InterruptedException {
    PeerEvent event = events.next(patience);
    if (event instanceof PeerEvent.Text) {
      approach.inbox().execute(_ -> texts.taken());
    }
    return event;
  }

  /** Which keys seal what goes to the peer: 1 at first, more after each renewal. */
  int epoch() {
    return dtls.epoch();
  }

  @Override
  public boolean isOver() {
    return over.getCount() == 0;
  }

  @Override
  public void close() {
    approach.inbox().execute(loop::leave);
    try {
      if (!over.await(6, TimeUnit.SECONDS)) {
        approach.close();
      }
      trust.awaitKept();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void greeted(Hello hello) {
    DeviceKey key = Objects.requireNonNull(acquaintance.peer());
    device = new Device(hello.deviceName(), key.toString());
    transfers.comeFrom(hello.deviceName());
    trust.greeted(key, hello, pins.known());
    features = hello.features();
    greeted.countDown();
  }

  private void run() {
    try {
      loop.run();
    } finally {
      end();
    }
  }

  /** On the loop's thread, after its last step. */
  private void end() {
    TransportException lost = loop.lost();
    renewals.close();
    transfers.releaseAll();
    diskPool.close();
    String reason = lost == null ? "the other side left" : "the connection was lost";
    transfers.interruptAll(reason, System.nanoTime());
    pipes.interrupt(reason);
    events.add(lost == null ? new PeerEvent.Left() : new PeerEvent.Lost(lost));
    approach.close();
    trust.end();
    if (greeted.getCount() > 0) {
      refused =
          lost != null
              ? lost
              : new TransportException(
                  Problem.NO_CONNECTION,
                  "The other side left before it had said who it is: pair again.");
      greeted.countDown();
    }
    over.countDown();
  }

  /**
   * On one machine a packet may be as long as a DTLS record. Anywhere else it begins with the 1191
   * bytes that fit every path that takes IPv6 (RFC 8261 section 5), and the path is probed for more
   * (RFC 8899).
   */
  private static SctpOptions sctpOptions(SelectedPair pair) {
    SctpOptions options =
        SctpOptions.defaults()
            .withMaxMessageSize(Messages.MAX_BYTES)
            .withSendBuffer(SEND_BUFFER)
            .withReceiveWindow(RECEIVE_WINDOW)
            .withMaxReceiveWindow(MAX_RECEIVE_WINDOW)
            .withHeartbeatInterval(Duration.ofSeconds(2))
            .withMaxRetransmissions(Integer.MAX_VALUE);
    if (pair.onThisMachine()) {
      // Here the processors are the bottleneck, and what a model measures is them: half the speed.
      return options
          .withPathMtu(SecurePath.MAX_PACKET)
          .withCongestion(CongestionAlgorithm.NEW_RENO);
    }
    return pair.socket().neverFragments() ? options.withMaxPathMtu(SecurePath.MAX_PACKET) : options;
  }
}
