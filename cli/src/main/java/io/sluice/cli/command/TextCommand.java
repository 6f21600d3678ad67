package io.sluice.cli.command;

import io.sluice.cli.print.Printer;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code text WORDS...}: shows a code, and says something to who comes with it. */
@Command(
    name = "text",
    sortOptions = false,
    description =
        "Send words instead of files: an address, a key, a few lines. The other side runs sluice"
            + " receive and sees them at once.")
final class TextCommand implements Callable<Integer> {
  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "TEXT",
      arity = "1..*",
      description = "What to say, up to 60,000 bytes; - for what comes on standard input.")
  private String[] words = {};

  @Mixin private OfferOptions offer = new OfferOptions();

  TextCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws TransportException, InterruptedException {
    String text = text();
    return offer.meet(context, (peer, printer, farewell) -> say(text, peer, printer));
  }

  private Integer say(String text, Peer peer, Printer printer)
      throws TransportException, InterruptedException {
    peer.say(text);
    new Course(peer, printer).awaitTextTaken();
    printer.note("The other side has it.");
    return Exit.OK.code();
  }

  private String text() throws TransportException {
    if (words.length != 1 || !words[0].equals("-")) {
      return String.join(" ", words);
    }
    if (offer.takesStandardInput()) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(),
          "Standard input cannot bring both the text and the reply.");
    }
    return fromStandardInput();
  }

  private String fromStandardInput() throws TransportException {
    try {
      // One byte more than may be sent shows that there is more.
      byte[] bytes = context.console().in().readNBytes(Peer.MAX_TEXT_BYTES + 1);
      if (bytes.length > Peer.MAX_TEXT_BYTES) {
        throw new TransportException(
            Problem.OTHER, "This text is longer than 60,000 bytes: send it as a file.");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new TransportException(
          Problem.LOCAL_FILE, "What comes on standard input is not text: send it as a file.", e);
    } catch (IOException e) {
      throw new TransportException(Problem.LOCAL_FILE, "Standard input cannot be read.", e);
    }
  }
}
