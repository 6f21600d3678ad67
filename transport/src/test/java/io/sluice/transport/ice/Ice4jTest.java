package io.sluice.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class Ice4jTest {
  @Test
  void theWarmUpRunsAWholePairing() throws Exception {
    assertTrue(WarmUp.run());
  }

  @Test
  void nothingIsLogged() throws Exception {
    Ice4j.configure();
    List<LogRecord> records = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      assertTrue(WarmUp.run());
    } finally {
      root.removeHandler(handler);
    }
    assertEquals(List.of(), records);
    for (String name : List.of("org.ice4j.ice.Agent", "org.jitsi.utils.X", "JitsiConfig")) {
      assertFalse(Logger.getLogger(name).isLoggable(Level.SEVERE), name);
    }
  }
}
