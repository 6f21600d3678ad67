package io.sluice.transport.session;

import io.sluice.transport.api.OptionsException;
import io.sluice.transport.sctp.AssociationFactory;
import io.sluice.transport.sctp.api.EngineFactory;
import java.util.ServiceLoader;

/** Where the SCTP engine is chosen: our own, or one that was built in beside it. */
final class Engines {
  private Engines() {}

  /**
   * The engine that users call so.
   *
   * @throws OptionsException if there is none, or this machine cannot run it
   */
  static EngineFactory named(String name) {
    EngineFactory own = new AssociationFactory(HeapBudget.of(Runtime.getRuntime()));
    if (name.equals(own.name())) {
      return own;
    }
    for (EngineFactory other : ServiceLoader.load(EngineFactory.class)) {
      if (name.equals(other.name())) {
        return able(other);
      }
    }
    throw new OptionsException(
        "There is no SCTP engine \""
            + name
            + "\" in this program, only \""
            + own.name()
            + "\". A build with mvn -Pjitsi-sctp adds \"jitsi\": docs/TESTING.md says how.");
  }

  private static EngineFactory able(EngineFactory engine) {
    String obstacle = engine.obstacle();
    if (obstacle != null) {
      throw new OptionsException(obstacle);
    }
    return engine;
  }
}
