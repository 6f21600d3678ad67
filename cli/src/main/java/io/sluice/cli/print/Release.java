package io.sluice.cli.print;

/** Which release this is, as the jar's manifest has it. */
public final class Release {
  private Release() {}

  /** For example {@code sluice 1.0.0}. */
  public static String line() {
    String version = Release.class.getPackage().getImplementationVersion();
    // No "+": what the compiler makes of it would be the most work of a run that only says this.
    return "sluice ".concat(version == null ? "(not packaged)" : version);
  }
}
