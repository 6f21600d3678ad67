package io.sluice.shell.choose;

import io.sluice.transport.api.ConflictPolicy;
import io.sluice.transport.api.Decision;
import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.EntrySet;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.Prospect;
import io.sluice.transport.api.Risk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an offer would be received, before it is: where, what of it, and what becomes of names that
 * are taken. For one thread.
 */
public final class Plan {
  private final IncomingTransfer offer;
  private final Manifest manifest;
  private Path target;
  private Prospect prospect;
  private @Nullable ConflictPolicy policy;
  private EntrySet wanted;
  private Decisions decisions = Decisions.TAKE_ALL;
  private EntrySet open = EntrySet.NONE;
  private long bytes;

  /**
   * Everything into a target.
   *
   * @param policy for names that are taken; null if that is not decided yet
   */
  public Plan(IncomingTransfer offer, Path target, @Nullable ConflictPolicy policy) {
    this.offer = offer;
    this.manifest = offer.manifest();
    this.target = target;
    this.prospect = offer.prospect(target);
    this.policy = policy;
    this.wanted = all(manifest);
    decide();
  }

  private static EntrySet all(Manifest manifest) {
    BitSet all = new BitSet();
    all.set(0, manifest.count());
    return EntrySet.of(all);
  }

  /** Another place for it. */
  public void moveTo(Path other) {
    target = other;
    prospect = offer.prospect(other);
    decide();
  }

  /** What becomes of names that are taken. */
  public void resolve(ConflictPolicy how) {
    policy = how;
    decide();
  }

  /** Forgets what becomes of names that are taken. */
  public void unresolve() {
    policy = null;
    decide();
  }

  /** What of it is wanted. */
  public void want(EntrySet entries) {
    wanted = entries;
    decide();
  }

  private void decide() {
    Decisions.Builder builder = new Decisions.Builder();
    bytes = manifest.bytes();
    for (int i = wanted.nextOther(0); i < manifest.count(); i = wanted.nextOther(i + 1)) {
      builder.decide(i, Decision.SKIP);
      bytes -= manifest.entry(i).size();
    }
    ConflictPolicy how = policy == null ? ConflictPolicy.FAIL : policy;
    open = how.decide(manifest, prospect, builder);
    decisions = builder.build();
  }

  private static boolean isDelicate(ManifestEntry entry) {
    return Risk.of(entry).stream().anyMatch(risk -> risk.isGrave() || risk == Risk.PROGRAM);
  }

  public IncomingTransfer offer() {
    return offer;
  }

  public Path target() {
    return target;
  }

  public Prospect prospect() {
    return prospect;
  }

  public EntrySet wanted() {
    return wanted;
  }

  public Decisions decisions() {
    return decisions;
  }

  /** Wanted entries whose names are taken, and about which nothing is decided. */
  public EntrySet conflicts() {
    return open;
  }

  /** What becomes of names that are taken; null if that is not decided yet. */
  public @Nullable ConflictPolicy policy() {
    return policy;
  }

  /**
   * The first of the {@link #conflicts}.
   *
   * @throws IllegalStateException if there is none
   */
  public FileProblem firstConflict() {
    if (open.isEmpty()) {
      throw new IllegalStateException("no name is taken");
    }
    int first = open.next(0);
    return new FileProblem(
        manifest.entry(first).path(),
        Problem.CONFLICT,
        prospect.taken().contains(first)
            ? "something of that name is already there"
            : "something of another kind has that name");
  }

  /** What is in the way whatever is decided about single names. */
  public List<FileProblem> obstacles() {
    List<FileProblem> obstacles = new ArrayList<>(prospect.obstacles());
    String space = prospect.spaceProblem(bytes);
    if (space != null) {
      obstacles.add(new FileProblem(manifest.entry(0).path(), Problem.LOCAL_FILE, space));
    }
    return obstacles;
  }

  /**
   * Whether it holds something that acts by itself or can be run, or overwrites: no is likelier.
   */
  public boolean isDelicate() {
    boolean replaces = policy == ConflictPolicy.OVERWRITE || policy == ConflictPolicy.UPDATE;
    return (replaces && prospect.taken().stream().anyMatch(wanted::contains))
        || wanted.stream().mapToObj(manifest::entry).anyMatch(Plan::isDelicate);
  }

  /** Receives it so. */
  public void accept() {
    offer.accept(target, decisions);
  }
}
