package io.sluice.transport.signal;

import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.util.List;

/** What can go wrong with a short code, as sentences for the people who use it. */
public final class ShortCodeProblem {
  private ShortCodeProblem() {}

  /** Both sides say it in the same words. */
  public static TransportException wrongWords() {
    return new TransportException(
        Problem.VERIFICATION,
        "The words of the code were not the same on both sides. One try is all that a code allows,"
            + " so it is over: begin again with a new code.");
  }

  /** Nobody announces the channel. */
  public static TransportException notFound(int channel) {
    return new TransportException(
        Problem.NO_CONNECTION,
        "Nobody in this network shows a code with the number "
            + channel
            + ". Is the other computer in the same network, and still waiting? If it is elsewhere,"
            + " use a code that is pasted: send without --lan.");
  }

  /** More than one code has the number. */
  public static TransportException ambiguous(int channel) {
    return new TransportException(
        Problem.CODE,
        "More than one computer in this network shows a code with the number "
            + channel
            + ". Nothing was tried: make a new code.");
  }

  /** The other side is there, but the exchange did not come to its end. */
  public static TransportException brokenOff(Throwable cause) {
    return new TransportException(
        Problem.NO_CONNECTION,
        "The computer that shows the code was found, but the exchange with it broke off: try"
            + " again.",
        cause);
  }

  /** The other side takes no more attempts from this address for now. */
  public static TransportException limited() {
    return new TransportException(
        Problem.REFUSED,
        "The other side takes no more tries from this computer for now: there were too many. Wait"
            + " some minutes.");
  }

  /** Somebody else came first. */
  public static TransportException used() {
    return new TransportException(
        Problem.CODE, "This code has been used already, by somebody else: ask for a new one.");
  }

  static TransportException noCode() {
    return code(
        "This is no code: one looks like 7-otter-canal, or is a long word of letters and digits.");
  }

  static TransportException noChannel() {
    return code("The number of a short code is from 1 to " + ShortCode.LAST_CHANNEL + ".");
  }

  static TransportException wrongCount(int words) {
    return code(
        "A short code is a number and "
            + ShortCode.WORDS
            + " words, as in 7-otter-canal; here "
            + (words == 1 ? "is 1 word." : "are " + words + " words."));
  }

  static TransportException unknownWord(String word, List<String> suggestions) {
    String known = "No code has the word \"" + PeerText.escape(word) + "\"";
    return code(
        suggestions.isEmpty()
            ? known + ": look again."
            : known + ". Is it " + String.join(", or ", suggestions) + "?");
  }

  private static TransportException code(String sentence) {
    return new TransportException(Problem.CODE, sentence);
  }
}
