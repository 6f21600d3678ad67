package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.Transport;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.OptionsException;
import io.sluice.transport.sctp.AssociationFactory;
import org.junit.jupiter.api.Test;

class EnginesTest {
  @Test
  void unlessAskedOtherwiseItIsOurOwn() {
    String name = Options.defaults().sctpEngine();
    assertInstanceOf(AssociationFactory.class, Engines.named(name));
  }

  @Test
  void anEngineThatIsNotThereIsSaidToBeMissingBeforeAnythingBegins() {
    Options options = Options.defaults().withSctpEngine("nonesuch");
    var missing = assertThrows(OptionsException.class, () -> Transport.open(options));
    assertTrue(
        String.valueOf(missing.getMessage()).startsWith("There is no SCTP engine \"nonesuch\""));
  }
}
