package io.sluice.transport.fuzz;

import io.sluice.transport.sctp.attack.ScriptedPeer;

/** Bytes as what is done to an association: packets, time, calls. */
public final class AssociationFuzz {
  private AssociationFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] script) {
    ScriptedPeer.play(script);
  }
}
