package io.sluice.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sluice.transport.api.Cipher;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

class CipherOptionTest {
  private final CipherOption option = new CipherOption();

  @Test
  void namesAreThoseOfTheStandardsInAnyCase() {
    assertEquals(Cipher.AES_128_GCM, option.convert("aes-128-gcm"));
    assertEquals(Cipher.AES_256_GCM, option.convert("AES-256-GCM"));
    assertEquals(Cipher.CHACHA20_POLY1305, option.convert(" chacha20-poly1305 "));
    assertEquals(Cipher.AUTOMATIC, option.convert("auto"));
  }

  @Test
  void anythingElseIsAnsweredWithTheChoices() {
    var refused = assertThrows(TypeConversionException.class, () -> option.convert("rc4"));
    assertEquals(
        "'rc4' is no cipher: choose from auto, aes-128-gcm, aes-256-gcm, chacha20-poly1305",
        refused.getMessage());
  }
}
