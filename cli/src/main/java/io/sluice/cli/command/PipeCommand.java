package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.cli.print.Printer;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.TransportException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pipe [CODE]}: what comes in here goes out there, and the other way round. */
@Command(
    name = "pipe",
    sortOptions = false,
    description =
        "Join standard input and output to those of the other side, for streams of any length."
            + " Without a code it shows one, on standard error.")
final class PipeCommand implements Callable<Integer> {
  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private CodeOptions code = new CodeOptions();
  @Mixin private OfferOptions offer = new OfferOptions();

  PipeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException, InterruptedException {
    if (code.takesStandardInput() || offer.takesStandardInput()) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "Standard input is for data: give the code by a file or a descriptor, /dev/fd/N.");
    }
    Console console = context.console();
    Context talking = context.with(console.talkingOnError());
    return code.isGiven(console)
        ? offer.join(talking, code, (peer, printer, _) -> join(peer, printer))
        : offer.meet(talking, (peer, printer, _) -> join(peer, printer));
  }

  private Integer join(Peer peer, Printer printer) throws TransportException, InterruptedException {
    Console console = context.console();
    OutputStream sink = StreamConsent.output(console);
    return new Plumbing(peer, printer).run(source(console), sink).code();
  }

  /**
   * What is to be sent. Who types while the output goes elsewhere has come to receive: nobody would
   * think of ending that by Ctrl-D.
   */
  private InputStream source(Console console) {
    if (!console.terminals().in()) {
      return console.in();
    }
    return console.terminals().out() ? context.input().rest() : InputStream.nullInputStream();
  }
}
