package io.sluice.transport.sim;

import java.util.SplittableRandom;

/** Two links, there and back, with a random source of their own. */
public final class SimNet {
  private final SimLink there;
  private final SimLink back;

  public SimNet(LinkProfile profile, long seed) {
    this(profile, profile, seed);
  }

  public SimNet(LinkProfile there, LinkProfile back, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.there = new SimLink(there, random.split());
    this.back = new SimLink(back, random.split());
  }

  /** Links whose way there shares a bottleneck with others. */
  public SimNet(LinkProfile profile, Bottleneck shared, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.there = new SimLink(profile, shared, random.split());
    this.back = new SimLink(profile, random.split());
  }

  public SimLink there() {
    return there;
  }

  public SimLink back() {
    return back;
  }

  /** When the next packet arrives anywhere, or {@code Long.MAX_VALUE}. */
  public long nextArrival() {
    return Math.min(there.nextArrival(), back.nextArrival());
  }

  /** Cuts, or mends, both directions. */
  public void cut(boolean cut) {
    there.cut(cut);
    back.cut(cut);
  }
}
