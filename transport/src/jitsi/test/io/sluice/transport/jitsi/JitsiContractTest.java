package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.EngineFeaturesContract;
import io.sluice.transport.sctp.EngineTime;
import io.sluice.transport.sctp.api.EngineFactory;

/** The engine of jitsi-sctp, on both sides. */
class JitsiContractTest extends EngineFeaturesContract {
  @Override
  protected EngineFactory kind() {
    return new JitsiEngineFactory();
  }

  @Override
  protected EngineTime time() {
    return EngineTime.real();
  }
}
