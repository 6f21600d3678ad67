package io.sluice.cli.command;

import io.sluice.cli.print.Console;
import io.sluice.shell.Shell;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sluice} without a verb: a shell on a terminal, the usage anywhere else. */
@Command(
    name = "sluice",
    sortOptions = false,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "[VERB ...]",
    commandListHeading = "%nVerbs:%n",
    description =
        "Moves files straight from one computer to another, encrypted and verified, with no server"
            + " in between. Without a verb it opens a shell, on a terminal.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done, and all was verified",
      " 1:any other failure",
      " 2:wrong usage",
      " 3:the code is cut, mistyped, expired, used or of the wrong kind",
      " 4:no connection",
      " 5:the other side could not prove that it knows the code, or who it is",
      " 6:one side said no",
      " 7:bytes that arrived were not the bytes that were sent",
      " 8:a file could not be read or written",
      " 9:something of that name is already there",
      "10:the connection ended in the middle",
      "11:nothing happened for too long",
      "23:some files arrived, some did not",
      "130, 143:ended by Ctrl-C, by SIGTERM"
    })
final class RootCommand implements Callable<Integer> {
  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private PassphraseOptions passphrase = new PassphraseOptions();
  @Mixin private TalkOptions talk = new TalkOptions();

  RootCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, TransportException {
    Console console = context.console();
    if (!console.terminals().in() || !console.terminals().out()) {
      java.util.Objects.requireNonNull(spec).commandLine().usage(console.err());
      return Exit.USAGE.code();
    }
    Options options = network.options().withPassphrase(passphrase.read(context));
    try (Node node = context.network().apply(options)) {
      Shell.run(node, talk.style(console));
    }
    return Exit.OK.code();
  }
}
