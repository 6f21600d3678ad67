package io.sluice.cli.command;

import io.sluice.transport.api.Compression;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whether to compress, on the command line. */
final class CompressionOption implements ITypeConverter<Compression> {
  @Override
  public Compression convert(String text) {
    return switch (text) {
      case "auto" -> Compression.AUTO;
      case "off" -> Compression.OFF;
      case "zstd" -> Compression.ZSTD;
      default -> throw new TypeConversionException("'" + text + "' is not auto, off or zstd");
    };
  }
}
