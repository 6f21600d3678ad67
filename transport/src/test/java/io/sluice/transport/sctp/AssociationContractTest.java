package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.MemoryBudget;

/** Our own engine is one. */
class AssociationContractTest extends EngineFeaturesContract {
  @Override
  protected EngineFactory kind() {
    return new AssociationFactory(MemoryBudget.UNLIMITED);
  }
}
