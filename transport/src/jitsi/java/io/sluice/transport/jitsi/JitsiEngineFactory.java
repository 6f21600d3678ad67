package io.sluice.transport.jitsi;

import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.EngineFactory;
import io.sluice.transport.sctp.api.SctpOptions;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes {@link JitsiEngine}s. Found as a service. */
public final class JitsiEngineFactory implements EngineFactory {
  @Override
  public String name() {
    return "jitsi";
  }

  @Override
  public @Nullable String obstacle() {
    return Usrsctp.obstacle();
  }

  /** Takes no randomness: usrsctp draws its own. */
  @Override
  public Engine create(SctpOptions options, RandomGenerator random) {
    String obstacle = obstacle();
    if (obstacle != null) {
      throw new IllegalStateException(obstacle);
    }
    return new JitsiEngine(options);
  }
}
