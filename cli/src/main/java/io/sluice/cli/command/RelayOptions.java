package io.sluice.cli.command;

import io.sluice.shell.view.Plain;
import io.sluice.transport.api.Passphrase;
import io.sluice.transport.api.Relay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** TURN servers of the user's, and what they know the user by; never an argument. */
final class RelayOptions {
  /** The variable that may hold the password. */
  static final String VARIABLE = "SLUICE_TURN_PASSWORD";

  /** RFC 8489 section 14.3 takes 508 bytes. */
  private static final int LONGEST_NAME = 250;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--turn",
      paramLabel = "USER@HOST:PORT",
      description =
          "Get a port at this TURN server, for two networks that let nothing in. It sees who talks"
              + " to whom and how much, and nothing of what. May be given several times.")
  private List<String> servers = new ArrayList<>();

  @Option(
      names = "--turn-password-file",
      paramLabel = "FILE",
      description =
          "Read the password for --turn from the first line of FILE. Default: the variable "
              + VARIABLE
              + ".")
  private @Nullable String file;

  boolean areNone() {
    return servers.isEmpty();
  }

  List<Relay> read() {
    if (servers.isEmpty()) {
      return List.of();
    }
    Passphrase password = password();
    return servers.stream().map(server -> relay(server, password)).toList();
  }

  private Relay relay(String text, Passphrase password) {
    int at = text.lastIndexOf('@');
    String user = text.substring(0, Math.max(0, at));
    if (user.isEmpty() || user.indexOf(':') >= 0 || user.length() > LONGEST_NAME) {
      throw misuse("--turn takes USER@HOST:PORT, and the password by another way.");
    }
    return new Relay(text.substring(at + 1), user, password);
  }

  private Passphrase password() {
    String variable = System.getenv(VARIABLE);
    Passphrase password =
        Passphrase.of(file != null ? firstLine(file) : variable == null ? "" : variable);
    if (password.isNone()) {
      throw misuse("--turn needs a password: --turn-password-file FILE, or " + VARIABLE + ".");
    }
    return password;
  }

  private String firstLine(String name) {
    try (Stream<String> lines = Files.lines(Path.of(name))) {
      return lines.findFirst().orElse("");
    } catch (IOException | InvalidPathException | UncheckedIOException e) {
      throw misuse("--turn-password-file cannot be read: " + Plain.of(name) + ".");
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
