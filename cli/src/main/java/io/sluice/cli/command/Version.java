package io.sluice.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The version, as the jar's manifest has it. */
public final class Version implements IVersionProvider {
  /** For example {@code sluice 1.0.0}. */
  public static String line() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "sluice " + (version == null ? "(not packaged)" : version);
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }
}
