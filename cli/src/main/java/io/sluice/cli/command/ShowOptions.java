package io.sluice.cli.command;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.sluice.cli.print.CodeDisplay;
import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a code is shown, besides as text. */
final class ShowOptions {
  @Option(names = "--qr", description = "Show the code as a QR symbol too.")
  private boolean qr;

  @Option(
      names = "--copy",
      description = "Have the terminal copy the code to the clipboard (OSC 52), if it allows that.")
  private boolean copy;

  @Option(
      names = "--code-to",
      paramLabel = "FILE",
      description =
          "Write the code to FILE instead of showing it; /dev/fd/N is an open descriptor.")
  private @Nullable Path file;

  /** The context in which codes go where the user wants them. */
  Context place(Context context) throws TransportException {
    return file == null
        ? context
        : context.with(context.console().talkingOn(open(file), /* terminal= */ false));
  }

  /** A new file is for its owner only: who reads the code can be the peer. */
  private static PrintStream open(Path file) throws TransportException {
    FileAttribute<?>[] ownersOnly =
        file.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      return new PrintStream(
          Channels.newOutputStream(
              Files.newByteChannel(file, Set.of(WRITE, CREATE, TRUNCATE_EXISTING), ownersOnly)),
          /* autoFlush= */ false,
          StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new TransportException(
          Problem.LOCAL_FILE, "The file " + Plain.of(file.toString()) + " cannot be written.", e);
    }
  }

  CodeDisplay display() {
    return new CodeDisplay(qr, copy);
  }
}
