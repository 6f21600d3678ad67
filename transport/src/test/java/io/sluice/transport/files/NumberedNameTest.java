package io.sluice.transport.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.api.EntryPath;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberedNameTest {
  @ParameterizedTest
  @CsvSource({
    "notes.txt, notes (3).txt",
    "notes, notes (3)",
    "notes.tar.gz, notes (3).tar.gz",
    "a.b.c, a.b (3).c",
    ".tar.gz, .tar (3).gz",
    ".bashrc, .bashrc (3)",
    "end., end (3)."
  })
  void theNumberComesBeforeTheEnding(String name, String numbered) {
    assertEquals(numbered, NumberedName.of(name, 3));
  }

  @Test
  void theLongestNameStaysNameableAndWhole() {
    for (String name :
        new String[] {
          "x".repeat(255),
          "x".repeat(251) + ".txt",
          "ü".repeat(125) + ".jpeg",
          "\ud83d\ude00".repeat(63) + ".d",
          "a." + "y".repeat(253)
        }) {
      String numbered = NumberedName.of(name, NumberedName.LAST);
      byte[] bytes = numbered.getBytes(StandardCharsets.UTF_8);
      assertTrue(bytes.length <= EntryPath.MAX_COMPONENT_BYTES, numbered);
      assertEquals(numbered, new String(bytes, StandardCharsets.UTF_8), "no half character");
      assertTrue(numbered.contains(" (9999)"), numbered);
    }
  }
}
