package io.sluice.shell.fake;

import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.FileChecksum;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Progress;
import io.sluice.transport.api.Prospect;
import io.sluice.transport.api.TransferResult;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A transfer of either direction that ends when the test says so. */
public final class FakeTransfer implements IncomingTransfer {
  private final FakePeer peer;
  private final Manifest manifest;
  private final Map<Path, List<FileProblem>> obstacles = new HashMap<>();
  private final CompletableFuture<Path> accepted = new CompletableFuture<>();
  private final CompletableFuture<OutputStream> stream = new CompletableFuture<>();
  private final CompletableFuture<Problem> refused = new CompletableFuture<>();
  private final CompletableFuture<TransferResult> result = new CompletableFuture<>();
  private volatile Progress progress;
  private volatile boolean cancelled;
  private volatile boolean keepsChecksums;
  private volatile long free = -1;
  private volatile long most = Long.MAX_VALUE;
  private volatile Path takenAt = Path.of("nowhere");
  private volatile EntrySet taken = EntrySet.NONE;
  private volatile EntrySet misfits = EntrySet.NONE;
  private volatile Decisions decisions = Decisions.TAKE_ALL;

  FakeTransfer(FakePeer peer, Manifest manifest) {
    this.peer = peer;
    this.manifest = manifest;
    this.progress = at(Progress.Phase.OFFERED, 0);
  }

  /** Something is in the way at this target. */
  public FakeTransfer hasObstacle(Path target, Problem problem, String reason) {
    var path = manifest.entry(0).path();
    obstacles.put(target, List.of(new FileProblem(path, problem, reason)));
    return this;
  }

  /** The first so many bytes went through. */
  public void runs(long bytes) {
    progress = at(Progress.Phase.RUNNING, bytes);
  }

  /** All arrived. */
  public void completes() {
    ends(success());
  }

  /** All arrived, but the event is lost, as when the queue of events is full. */
  public void completesWithoutAnEvent() {
    result.complete(success());
  }

  private TransferResult success() {
    return new TransferResult(
        null, "done", manifest.files(), manifest.bytes(), Duration.ofSeconds(2), List.of());
  }

  /** It went wrong. */
  public void fails(Problem problem, String message) {
    ends(new TransferResult(problem, message, 0, 0, Duration.ZERO, List.of()));
  }

  public void ends(TransferResult how) {
    progress = at(Progress.Phase.ENDED, how.bytes());
    result.complete(how);
    peer.happens(new PeerEvent.Finished(this, how));
  }

  /** Waits until it was accepted. */
  public Path awaitAccepted() throws Exception {
    return accepted.get(10, TimeUnit.SECONDS);
  }

  /** Waits until it was refused. */
  public Problem awaitRefused() throws Exception {
    return refused.get(10, TimeUnit.SECONDS);
  }

  public boolean isDecided() {
    return accepted.isDone() || refused.isDone();
  }

  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Prospect prospect(Path target) {
    List<FileProblem> found = obstacles.getOrDefault(target, List.of());
    boolean here = target.equals(takenAt);
    return new Prospect(
        free,
        found,
        here ? taken : EntrySet.NONE,
        EntrySet.NONE,
        here ? misfits : EntrySet.NONE,
        Map.of());
  }

  /** At this target these names belong to files, and those to something else. */
  public FakeTransfer finds(Path target, EntrySet files, EntrySet others) {
    takenAt = target;
    taken = files;
    misfits = others;
    return this;
  }

  @Override
  public int alreadyThere() {
    return 0;
  }

  @Override
  public void keepChecksums() {
    keepsChecksums = true;
  }

  @Override
  public List<FileChecksum> checksums() {
    return keepsChecksums
        ? List.of(new FileChecksum(accepted.join().resolve("f"), "00".repeat(32)))
        : List.of();
  }

  @Override
  public Map<Integer, String> givenNames() {
    return Map.of();
  }

  /** Waits until it was accepted. */
  public Decisions awaitDecisions() throws Exception {
    awaitAccepted();
    return decisions;
  }

  /** So much room is at every target. */
  public FakeTransfer hasFree(long bytes) {
    free = bytes;
    return this;
  }

  @Override
  public void accept(Path target, Decisions decisions) {
    this.decisions = decisions;
    accepted.complete(target);
  }

  @Override
  public void acceptInto(OutputStream out) {
    stream.complete(out);
  }

  @Override
  public void takeNoMoreThan(long bytes, String reason) {
    most = bytes;
  }

  /** So many bytes of a stream are taken. */
  public long most() {
    return most;
  }

  /** Waits until it was accepted as a stream. */
  public OutputStream awaitStream() throws Exception {
    return stream.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void refuse(Problem problem, String reason) {
    refused.complete(problem);
  }

  @Override
  public Manifest manifest() {
    return manifest;
  }

  @Override
  public Progress progress() {
    return progress;
  }

  @Override
  public TransferResult await(Duration patience) throws InterruptedException {
    try {
      return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  private Progress at(Progress.Phase phase, long bytes) {
    return new Progress(phase, bytes, manifest.bytes(), 0, manifest.files());
  }
}
