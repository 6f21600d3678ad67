package io.sluice.cli.command;

import io.sluice.transport.api.FileChecksum;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A list of what was received, which {@code sha256sum -c} can check. */
final class ChecksumOption {
  @Option(
      names = "--checksums",
      paramLabel = "FILE",
      description = "Write SHA-256 of every received file into FILE, for sha256sum -c.")
  private @Nullable Path file;

  /**
   * Has checksums be made, if they are wanted.
   *
   * @throws TransportException if they could not be written; the peer has been told
   */
  void prepare(IncomingTransfer offer) throws TransportException {
    if (file != null) {
      Path folder = file.toAbsolutePath().getParent();
      if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
        offer.refuse(Problem.LOCAL_FILE, "its checksums cannot be stored");
        throw new TransportException(
            Problem.LOCAL_FILE, "The checksums cannot be written there. Choose another FILE.");
      }
      offer.keepChecksums();
    }
  }

  /** Writes the checksums of what is in place, if they are wanted. */
  void write(IncomingTransfer offer) throws TransportException {
    if (file == null) {
      return;
    }
    List<String> lines = offer.checksums().stream().map(ChecksumOption::line).toList();
    try {
      Files.writeString(file, String.join("", lines));
    } catch (IOException e) {
      throw new TransportException(
          Problem.LOCAL_FILE, "The files are received, but the checksums cannot be written.", e);
    }
  }

  /**
   * As coreutils write it: a name with a backslash or a line's end in it is escaped, which a
   * backslash before the line tells.
   */
  static String line(FileChecksum sum) {
    String name = sum.place().toString();
    String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return (escaped.equals(name) ? "" : "\\") + sum.sha256() + "  " + escaped + "\n";
  }
}
