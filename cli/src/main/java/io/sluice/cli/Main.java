package io.sluice.cli;

import io.sluice.cli.command.Exit;

/** Where the program starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("--version")) {
      System.out.println("sluice " + Main.class.getPackage().getImplementationVersion());
      return;
    }
    System.exit(Exit.OTHER.code());
  }
}
