package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.AssociationFactory;
import io.sluice.transport.sctp.EngineFeaturesContract;
import io.sluice.transport.sctp.EngineTime;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.MemoryBudget;

/** The engines understand each other: that of jitsi-sctp asks ours. */
class JitsiToOursContractTest extends EngineFeaturesContract {
  @Override
  protected EngineFactory kind() {
    return new JitsiEngineFactory();
  }

  @Override
  protected EngineFactory otherKind() {
    return new AssociationFactory(MemoryBudget.UNLIMITED);
  }

  @Override
  protected EngineTime time() {
    return EngineTime.real();
  }
}
