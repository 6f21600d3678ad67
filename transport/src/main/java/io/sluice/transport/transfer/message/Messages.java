package io.sluice.transport.transfer.message;

import java.nio.ByteBuffer;

/**
 * Reads and writes messages. Each is one protocol buffer with exactly one field, whose number is
 * the type:
 *
 * <pre>
 * message Envelope {
 *   oneof message {
 *     Hello hello = 1;       Goodbye goodbye = 2;        Offer offer = 3;
 *     ManifestPage page = 4; Accept accept = 5;          Refuse refuse = 6;
 *     Block block = 7;       FileEnd file_end = 8;       FileFailed file_failed = 9;
 *     FileResults results = 10; Again again = 11;        Done done = 12;
 *     Cancel cancel = 13;    Text text = 14;             TextTaken text_taken = 15;
 *     Held held = 16;        AskBasis ask_basis = 17;    Basis basis = 18;
 *     Same same = 19;
 *     PipeOpen pipe_open = 25; PipeData pipe_data = 26;  PipeRoom pipe_room = 27;
 *     PipeEnd pipe_end = 28; PipeClose pipe_close = 29;
 *     Reveal reveal = 30;    WordsMatch words_match = 31; Remember remember = 32;
 *     PassphraseFirst passphrase_first = 36;             PassphraseSecond passphrase_second = 37;
 *     PassphraseProof passphrase_proof = 38;
 *     RenewalWanted renewal_wanted = 40;                 RenewalFlight renewal_flight = 41;
 *   }
 * }
 * enum Problem {
 *   NONE = 0; OTHER = 1; CODE = 2; NO_CONNECTION = 3; VERIFICATION = 4; REFUSED = 5; INTEGRITY = 6;
 *   LOCAL_FILE = 7; CONFLICT = 8; INTERRUPTED = 9; TIMEOUT = 10; PARTIAL = 11; CLOSED = 12;
 * }
 * </pre>
 *
 * A field that is not known is skipped, the last of a field that may be there once counts, and a
 * field that is not there is zero or empty; that is how a later version can say more.
 */
public final class Messages {
  /** The longest message, in bytes: a block. */
  public static final int MAX_BYTES = Block.MAX_DATA + 1024;

  /** The longest message that carries no content, in bytes. */
  public static final int MAX_CONTROL_BYTES = 64 * 1024;

  static final int MAX_REASON_BYTES = 512;

  private Messages() {}

  /**
   * Reads one message. Content keeps a view of the bytes, which must not change any more.
   *
   * @param bytes position to limit are the message; both stay as they are
   * @throws MalformedMessageException if they are not a message, whatever they are
   */
  public static Message parse(ByteBuffer bytes) throws MalformedMessageException {
    int size = bytes.remaining();
    if (size > MAX_BYTES) {
      throw new MalformedMessageException("a message of " + size + " bytes");
    }
    FieldReader envelope = new FieldReader(bytes);
    if (!envelope.next()) {
      throw new MalformedMessageException("an empty message");
    }
    int type = envelope.field();
    ByteBuffer body = envelope.bytes(size);
    if (envelope.next()) {
      throw new MalformedMessageException("two messages in one");
    }
    boolean isContent = type == Block.TYPE || type == WholeFiles.TYPE || type == PipeData.TYPE;
    if (!isContent && size > MAX_CONTROL_BYTES) {
      throw new MalformedMessageException("a message of " + size + " bytes without content");
    }
    return parse(type, body);
  }

  private static Message parse(int type, ByteBuffer body) throws MalformedMessageException {
    FieldReader in = new FieldReader(body);
    return switch (type) {
      case Hello.TYPE -> Hello.parse(in);
      case Goodbye.TYPE -> Goodbye.parse(in);
      case Text.TYPE -> Text.parse(in);
      case TextTaken.TYPE -> TextTaken.parse(in);
      case PipeOpen.TYPE -> PipeOpen.parse(in);
      case PipeData.TYPE -> PipeData.parse(in);
      case PipeRoom.TYPE -> PipeRoom.parse(in);
      case PipeEnd.TYPE -> PipeEnd.parse(in);
      case PipeClose.TYPE -> PipeClose.parse(in);
      case PassphraseFirst.TYPE -> PassphraseFirst.parse(in);
      case PassphraseSecond.TYPE -> PassphraseSecond.parse(in);
      case PassphraseProof.TYPE -> PassphraseProof.parse(in);
      case Reveal.TYPE -> Reveal.parse(in);
      case WordsMatch.TYPE -> WordsMatch.parse(in);
      case Remember.TYPE -> Remember.parse(in);
      case RenewalWanted.TYPE -> RenewalWanted.parse(in);
      case RenewalFlight.TYPE -> RenewalFlight.parse(in);
      default -> {
        try {
          yield parseOfTransfer(type, in);
        } catch (MalformedMessageException e) {
          throw locate(e, body);
        }
      }
    };
  }

  private static Message parseOfTransfer(int type, FieldReader in)
      throws MalformedMessageException {
    return switch (type) {
      case Offer.TYPE -> Offer.parse(in);
      case ManifestPage.TYPE -> ManifestPage.parse(in);
      case Accept.TYPE -> Accept.parse(in);
      case Refuse.TYPE -> Refuse.parse(in);
      case Block.TYPE -> Block.parse(in);
      case FileEnd.TYPE -> FileEnd.parse(in);
      case FileFailed.TYPE -> FileFailed.parse(in);
      case FileResults.TYPE -> FileResults.parse(in);
      case Again.TYPE -> Again.parse(in);
      case Done.TYPE -> Done.parse(in);
      case Cancel.TYPE -> Cancel.parse(in);
      case Paused.TYPE -> Paused.parse(in);
      case Resumed.TYPE -> Resumed.parse(in);
      case WholeFiles.TYPE -> WholeFiles.parse(in);
      case Held.TYPE -> Held.parse(in);
      case AskBasis.TYPE -> AskBasis.parse(in);
      case Basis.TYPE -> Basis.parse(in);
      case Same.TYPE -> Same.parse(in);
      default -> new Unknown(type);
    };
  }

  /** Adds the number of the transfer, if the fields up to it can be read. */
  private static MalformedMessageException locate(MalformedMessageException e, ByteBuffer body) {
    FieldReader in = new FieldReader(body);
    try {
      while (in.next()) {
        if (in.field() == 1) {
          return e.inTransfer(in.number(Long.MAX_VALUE));
        }
        in.skip();
      }
      return e.inTransfer(0);
    } catch (MalformedMessageException unreadable) {
      return e;
    }
  }

  static ByteBuffer write(Message message) {
    FieldWriter out = new FieldWriter(expectedLength(message));
    int type = write(message, out);
    return out.inEnvelope(type);
  }

  private static int expectedLength(Message message) {
    return switch (message) {
      case Block block -> block.expectedLength();
      case WholeFiles files -> files.expectedLength();
      case PipeData data -> data.expectedLength();
      default -> 64;
    };
  }

  private static int write(Message message, FieldWriter out) {
    switch (message) {
      case Hello m -> m.write(out);
      case Goodbye m -> m.write(out);
      case Text m -> m.write(out);
      case RenewalWanted m -> m.write(out);
      case RenewalFlight m -> m.write(out);
      case Offer m -> m.write(out);
      case ManifestPage m -> m.write(out);
      case Accept m -> m.write(out);
      case Refuse m -> m.write(out);
      case Block m -> m.write(out);
      case WholeFiles m -> m.write(out);
      case FileEnd m -> m.write(out);
      case FileFailed m -> m.write(out);
      case FileResults m -> m.write(out);
      case Again m -> m.write(out);
      case Done m -> m.write(out);
      case Cancel m -> m.write(out);
      case Paused m -> m.write(out);
      case Resumed m -> m.write(out);
      case Held m -> m.write(out);
      case AskBasis m -> m.write(out);
      case Basis m -> m.write(out);
      case Same m -> m.write(out);
      case PipeOpen m -> m.write(out);
      case PipeData m -> m.write(out);
      case PipeRoom m -> m.write(out);
      case PipeEnd m -> m.write(out);
      case PipeClose m -> m.write(out);
      case PassphraseFirst m -> m.write(out);
      case PassphraseSecond m -> m.write(out);
      case PassphraseProof m -> m.write(out);
      case Reveal m -> m.write(out);
      case Remember m -> m.write(out);
      case TextTaken _, WordsMatch _, Unknown _ -> {}
    }
    return type(message);
  }

  private static int type(Message message) {
    return switch (message) {
      case Hello _ -> Hello.TYPE;
      case Goodbye _ -> Goodbye.TYPE;
      case Text _ -> Text.TYPE;
      case TextTaken _ -> TextTaken.TYPE;
      case Reveal _ -> Reveal.TYPE;
      case WordsMatch _ -> WordsMatch.TYPE;
      case Remember _ -> Remember.TYPE;
      case RenewalWanted _ -> RenewalWanted.TYPE;
      case RenewalFlight _ -> RenewalFlight.TYPE;
      case Offer _ -> Offer.TYPE;
      case ManifestPage _ -> ManifestPage.TYPE;
      case Accept _ -> Accept.TYPE;
      case Refuse _ -> Refuse.TYPE;
      case Block _ -> Block.TYPE;
      case WholeFiles _ -> WholeFiles.TYPE;
      case FileEnd _ -> FileEnd.TYPE;
      case FileFailed _ -> FileFailed.TYPE;
      case FileResults _ -> FileResults.TYPE;
      case Again _ -> Again.TYPE;
      case Done _ -> Done.TYPE;
      case Cancel _ -> Cancel.TYPE;
      case Paused _ -> Paused.TYPE;
      case Resumed _ -> Resumed.TYPE;
      case Held _ -> Held.TYPE;
      case AskBasis _ -> AskBasis.TYPE;
      case Basis _ -> Basis.TYPE;
      case Same _ -> Same.TYPE;
      case PipeOpen _ -> PipeOpen.TYPE;
      case PipeData _ -> PipeData.TYPE;
      case PipeRoom _ -> PipeRoom.TYPE;
      case PipeEnd _ -> PipeEnd.TYPE;
      case PipeClose _ -> PipeClose.TYPE;
      case PassphraseFirst _ -> PassphraseFirst.TYPE;
      case PassphraseSecond _ -> PassphraseSecond.TYPE;
      case PassphraseProof _ -> PassphraseProof.TYPE;
      case Unknown(int type) -> type;
    };
  }
}
