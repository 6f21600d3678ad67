package io.sluice.cli.command;

import io.sluice.transport.api.Cipher;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A cipher on the command line: {@code aes-128-gcm}, or {@code auto}. */
final class CipherOption implements ITypeConverter<Cipher> {
  private static final String AUTOMATIC = "auto";

  @Override
  public Cipher convert(String value) {
    String wanted = value.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(Cipher.values())
        .filter(cipher -> nameOf(cipher).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + value + "' is no cipher: choose from " + names()));
  }

  private static String names() {
    return Arrays.stream(Cipher.values())
        .map(CipherOption::nameOf)
        .collect(Collectors.joining(", "));
  }

  private static String nameOf(Cipher cipher) {
    return cipher == Cipher.AUTOMATIC ? AUTOMATIC : cipher.toString();
  }
}
