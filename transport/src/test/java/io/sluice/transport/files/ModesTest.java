package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class ModesTest {
  @Test
  void everyModeComesBack() {
    for (int mode = 0; mode <= 0777; mode++) {
      assertEquals(mode, Modes.of(Modes.permissions(mode)));
    }
  }

  @Test
  void bitsAreThoseOfChmod() {
    assertEquals("rw-r-----", PosixFilePermissions.toString(Modes.permissions(0640)));
    assertEquals("--x--x--x", PosixFilePermissions.toString(Modes.permissions(0111)));
  }
}
