package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.MemoryBudget;
import io.sluice.transport.sctp.api.SctpOptions;
import java.util.random.RandomGenerator;

/** Makes engines of our own: {@link Association}s. */
public final class AssociationFactory implements EngineFactory {
  /** What users call it. */
  public static final String NAME = "sluice";

  private final MemoryBudget budget;

  /** Engines whose receive windows share the budget. */
  public AssociationFactory(MemoryBudget budget) {
    this.budget = budget;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Engine create(SctpOptions options, RandomGenerator random) {
    return new Association(options, budget, random);
  }
}
