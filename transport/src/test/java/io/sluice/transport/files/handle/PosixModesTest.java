package io.sluice.transport.files.handle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class PosixModesTest {
  @Test
  void everyModeComesBack() {
    for (int mode = 0; mode <= 0777; mode++) {
      assertEquals(mode, PosixModes.of(PosixModes.permissions(mode)));
    }
  }

  @Test
  void bitsAreThoseOfChmod() {
    assertEquals("rw-r-----", PosixFilePermissions.toString(PosixModes.permissions(0640)));
    assertEquals("--x--x--x", PosixFilePermissions.toString(PosixModes.permissions(0111)));
  }
}
