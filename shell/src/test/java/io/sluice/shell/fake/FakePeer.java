package io.sluice.shell.fake;

import io.sluice.transport.api.Cipher;
import io.sluice.transport.api.Compression;
import io.sluice.transport.api.Device;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.KnownDevice;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PathInfo;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Pipe;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.Transfer;
import io.sluice.transport.api.TransportException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A peer whose doings the test decides. */
public final class FakePeer implements Peer {
  /** What both users see. */
  public static final List<String> WORDS = List.of("one", "two", "three", "four", "five");

  private final String name;
  private final BlockingQueue<PeerEvent> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<FakeTransfer> sent = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
  private final FakePipe pipe = new FakePipe();
  private volatile Selection selected = Selection.of(List.of());
  private volatile InputStream streamed = InputStream.nullInputStream();
  private final BlockingQueue<Boolean> comparisons = new LinkedBlockingQueue<>();
  private volatile @Nullable KnownDevice known;
  private volatile boolean remembers;
  private volatile boolean over;
  private volatile boolean closed;
  private volatile boolean eventful;

  public FakePeer(String name) {
    this.name = name;
  }

  /** Lets something happen. */
  public void happens(PeerEvent event) {
    over |= event instanceof PeerEvent.Lost || event instanceof PeerEvent.Left;
    events.add(event);
  }

  /** An offer that nobody sees yet. */
  public FakeTransfer prepares(ManifestEntry... entries) {
    return new FakeTransfer(this, Manifest.of(List.of(entries)));
  }

  /** Offers entries to the code under test. */
  public FakeTransfer offers(ManifestEntry... entries) {
    FakeTransfer transfer = prepares(entries);
    happens(new PeerEvent.Offered(transfer));
    return transfer;
  }

  /** The next transfer that the code under test offered. */
  public FakeTransfer nextSent() throws InterruptedException {
    FakeTransfer transfer = sent.poll(10, TimeUnit.SECONDS);
    if (transfer == null) {
      throw new AssertionError("nothing was sent");
    }
    return transfer;
  }

  /** The next text that the code under test sent. */
  public String nextSaid() throws InterruptedException {
    String text = said.poll(10, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("nothing was said");
    }
    return text;
  }

  @Override
  public boolean isOver() {
    return over || closed;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Device device() {
    return new Device(name, "fedcba9876543210".repeat(4));
  }

  @Override
  public @Nullable KnownDevice known() {
    return known;
  }

  /** From now on this is who the peer is known as. */
  public void isKnownAs(KnownDevice device) {
    known = device;
  }

  @Override
  public List<String> safetyWords() {
    return WORDS;
  }

  @Override
  public void wordsMatch() {
    comparisons.add(true);
  }

  @Override
  public void wordsDiffer() {
    comparisons.add(false);
    happens(new PeerEvent.Lost(new TransportException(Problem.VERIFICATION, "The words differ.")));
  }

  /** What the user has found when comparing the words. */
  public boolean nextComparison() throws InterruptedException {
    Boolean same = comparisons.poll(10, TimeUnit.SECONDS);
    if (same == null) {
      throw new AssertionError("nothing was compared");
    }
    return same;
  }

  public boolean hasComparedNothing() {
    return comparisons.isEmpty();
  }

  @Override
  public void remember() {
    remembers = true;
  }

  public boolean remembers() {
    return remembers;
  }

  @Override
  public PathInfo path() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new PathInfo(
        "host",
        new InetSocketAddress(loopback, 4000),
        "host",
        new InetSocketAddress(loopback, 5000),
        Cipher.AES_128_GCM,
        "");
  }

  @Override
  public Transfer send(Selection selection) {
    selected = selection;
    FakeTransfer transfer = new FakeTransfer(this, Manifest.of(entries(selection)));
    sent.add(transfer);
    return transfer;
  }

  @Override
  public Transfer send(EntryPath as, InputStream content, Compression compression) {
    streamed = content;
    ManifestEntry stream = new ManifestEntry.Stream(as, 0644, Instant.EPOCH);
    FakeTransfer transfer = new FakeTransfer(this, Manifest.of(List.of(stream)));
    sent.add(transfer);
    return transfer;
  }

  /** What the code under test sends as a stream, which the test has to read. */
  public InputStream streamed() {
    return streamed;
  }

  /** What the code under test selected last. */
  public Selection selected() {
    return selected;
  }

  /** A file of 1000 bytes for each path. */
  static List<ManifestEntry> entries(Selection selection) {
    return selection.paths().stream().map(p -> file(p.getFileName().toString(), 1000)).toList();
  }

  @Override
  public void say(String text) {
    said.add(text);
  }

  /** The far end of the pipe that the code under test asks for. */
  public FakePipe fakePipe() {
    return pipe;
  }

  @Override
  public Pipe pipe() {
    return pipe;
  }

  @Override
  public void refusePipe(String reason) {
    refusals.add(reason);
  }

  /** Why the code under test has refused a pipe. */
  public String nextRefusal() throws InterruptedException {
    String reason = refusals.poll(10, TimeUnit.SECONDS);
    if (reason == null) {
      throw new AssertionError("no pipe was refused");
    }
    return reason;
  }

  @Override
  public PeerEvent nextEvent(Duration patience) throws InterruptedException {
    return events.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** From now on {@link #close} is itself an event, and returns when that has been taken. */
  public void closesWithAnEvent() {
    eventful = true;
  }

  @Override
  public void close() {
    closed = true;
    if (eventful) {
      happens(new PeerEvent.Left());
      while (!events.isEmpty()) {
        Thread.onSpinWait();
      }
    }
  }

  /** An entry of a manifest. */
  public static ManifestEntry file(String name, long size) {
    return new ManifestEntry.File(EntryPath.of(name), 0644, Instant.EPOCH, size);
  }
}
