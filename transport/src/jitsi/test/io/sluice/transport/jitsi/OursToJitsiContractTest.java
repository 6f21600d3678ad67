package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.AssociationFactory;
import io.sluice.transport.sctp.EngineFeaturesContract;
import io.sluice.transport.sctp.EngineTime;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.MemoryBudget;

/** The engines understand each other: ours asks that of jitsi-sctp. */
class OursToJitsiContractTest extends EngineFeaturesContract {
  @Override
  protected EngineFactory kind() {
    return new AssociationFactory(MemoryBudget.UNLIMITED);
  }

  @Override
  protected EngineFactory otherKind() {
    return new JitsiEngineFactory();
  }

  @Override
  protected EngineTime time() {
    return EngineTime.real();
  }
}
