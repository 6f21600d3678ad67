package io.sluice.cli.command;

import io.sluice.cli.print.CodeDisplay;
import io.sluice.cli.print.Console;
import io.sluice.cli.print.Printer;
import io.sluice.cli.print.TextPrinter;
import io.sluice.cli.print.TextPrinter.Talk;
import io.sluice.shell.view.Style;
import picocli.CommandLine.Option;

/** How much a command says, and how. */
final class TalkOptions {
  @Option(
      names = {"-q", "--quiet"},
      description = "Say nothing but codes, questions and failures.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say more, in lines that a script can read.")
  private boolean verbose;

  @Option(names = "--no-color", description = "No colours; the variable NO_COLOR does the same.")
  private boolean noColor;

  Printer printer(Console console) {
    return printer(console, CodeDisplay.TEXT);
  }

  Printer printer(Console console, CodeDisplay display) {
    Talk talk = quiet ? Talk.QUIET : verbose ? Talk.VERBOSE : Talk.NORMAL;
    return new TextPrinter(console, talk, style(console), display);
  }

  Style style(Console console) {
    return !noColor && console.wantsColor() ? Style.COLOR : Style.PLAIN;
  }
}
