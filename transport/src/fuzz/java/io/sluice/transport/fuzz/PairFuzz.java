package io.sluice.transport.fuzz;

import io.sluice.transport.sctp.attack.ScriptedPair;

/** Bytes as the network between two associations, and as their users. */
public final class PairFuzz {
  private PairFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] script) {
    ScriptedPair.play(script);
  }
}
