package io.sluice.transport.sctp.api;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes engines of one kind. A kind that is not part of this program is found as a service of this
 * interface ({@link java.util.ServiceLoader}).
 */
public interface EngineFactory {
  /** What users call this kind of engine: lower-case letters. */
  String name();

  /** Why this machine cannot run such engines, as a whole sentence; null if it can. */
  default @Nullable String obstacle() {
    return null;
  }

  /**
   * Makes an engine that has not connected yet. Not to be called while there is an {@link
   * #obstacle}.
   *
   * @param random unpredictable: of it an engine makes what a stranger must not guess
   */
  Engine create(SctpOptions options, RandomGenerator random);
}
