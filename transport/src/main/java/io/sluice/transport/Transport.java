package io.sluice.transport;

import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.OptionsException;
import io.sluice.transport.session.LocalNode;

/** Opens this machine's end of the network. All wiring of the rooms below starts here. */
public final class Transport {
  private Transport() {}

  /**
   * A node that behaves as the options say. Nothing is sent before it is told to pair.
   *
   * @throws OptionsException if the options ask for what this program does not have
   */
  public static Node open(Options options) {
    return new LocalNode(options);
  }
}
