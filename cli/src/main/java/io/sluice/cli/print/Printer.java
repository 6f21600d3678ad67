package io.sluice.cli.print;

import io.sluice.shell.view.ResultText.Side;
import io.sluice.transport.api.FileProblem;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.Progress;
import io.sluice.transport.api.Prospect;
import io.sluice.transport.api.TransferResult;
import java.time.Duration;
import java.util.List;

/** What a command tells, in the order in which it happens. Safe for any thread. */
public interface Printer extends AutoCloseable {
  /** A code for the other side: the one thing that goes to standard output. */
  void code(PairingCode code);

  /** The peer is there. */
  void connected(Peer peer, Duration took);

  /**
   * What the peer offers.
   *
   * @param prospect what it would meet at the chosen target
   * @param obstacles what is in its way there
   */
  void offered(Manifest manifest, Prospect prospect, List<FileProblem> obstacles);

  /** Lines that somebody asked for. */
  void lines(List<String> lines);

  /** How far it is; called a few times a second, and shown only where a line can be rewritten. */
  void progress(Progress progress);

  /** Words of the peer's user, as they came: they go to standard output. */
  void text(String text);

  /** The end. */
  void result(Side side, Manifest manifest, TransferResult result);

  /** Something good to know that needs no answer. */
  void note(String sentence);

  /** Something that the user would regret not to have seen: shown even when all talk is off. */
  void warning(String sentence);

  /** Such sentences, a line each. */
  default void warning(List<String> sentences) {
    sentences.forEach(this::warning);
  }

  /** A question, with the cursor left behind it. */
  void question(String text);

  /** The question was answered, which has left the cursor in a new line. */
  void answered();

  /** Why it did not work: shown even when all talk is off. */
  void failure(String sentence);

  /** Says nothing any more. */
  @Override
  void close();
}
