package io.sluice.cli.command;

import io.sluice.cli.print.Release;
import picocli.CommandLine.IVersionProvider;

/** Tells the parser of the command line which release this is. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {Release.line()};
  }
}
