package io.sluice.transport;

import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.OptionsException;
import io.sluice.transport.session.LocalNode;
import io.sluice.transport.signal.ShortCode;
import java.util.List;

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

  /** How a short code that begins like this goes on, up to the end of its next word. */
  public static List<String> codeCompletions(String beginning) {
    return ShortCode.completions(beginning);
  }
}
