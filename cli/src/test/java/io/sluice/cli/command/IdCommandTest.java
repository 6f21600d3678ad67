package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sluice.shell.fake.FakeDevices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IdCommandTest {
  @Test
  void showsWhichDeviceThisIs() throws Exception {
    Run run = new Run(Run.SCRIPT).start("id");
    assertEquals(0, run.exit());
    assertEquals(
        """
        Device  here
        Key     0123 4567 89ab cdef 0123 4567 89ab cdef
                0123 4567 89ab cdef 0123 4567 89ab cdef
        """,
        run.out.toString());
  }

  @Test
  void inJsonItIsOneLine() throws Exception {
    Run run = new Run(Run.SCRIPT).start("id", "--json");
    assertEquals(0, run.exit());
    assertEquals(
        "{\"name\":\"here\",\"key\":\"" + FakeDevices.SELF.key() + "\"}\n", run.out.toString());
  }
}
