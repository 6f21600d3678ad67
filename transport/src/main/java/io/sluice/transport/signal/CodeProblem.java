package io.sluice.transport.signal;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import java.time.Duration;
import java.time.Instant;

/** What can be wrong with a pasted code, as sentences for the one who pasted it. */
final class CodeProblem {
  private CodeProblem() {}

  static TransportException tooLong(int characters) {
    return of(
        "This text is too long to search for a code: it has "
            + characters
            + " characters. Paste the code alone.");
  }

  static TransportException nothingFound() {
    return of(
        "There is no code in this text. A code is one long word that begins with \""
            + CodeText.PREFIX
            + "\".");
  }

  static TransportException cutOff(int present, int whole) {
    return of(
        "The code is cut off: "
            + present
            + " of its "
            + whole
            + " characters are there. Copy it again, all of it.");
  }

  static TransportException mistyped() {
    return of("The code is mistyped: at least one of its characters is wrong. Copy it again.");
  }

  static TransportException otherVersion() {
    return of(
        "The code was made by another version of sluice. Use the same version on both computers.");
  }

  static TransportException damaged() {
    return of("What this code says makes no sense: it was not made by sluice. Ask for a new one.");
  }

  static TransportException replyForOffer() {
    return of(
        "This is a reply code, and here belongs the offer: the code that the other person's"
            + " screen showed first.");
  }

  static TransportException offerForReply() {
    return of(
        "This is an offer code, and here belongs the reply: the code that the other person's"
            + " screen shows after your own code was entered there.");
  }

  static TransportException ownOffer() {
    return of(
        "This is your own code. Give it to the other person, and enter here the reply code that"
            + " their screen shows then.");
  }

  static TransportException expired(Instant expires, Instant now) {
    return of(
        "The code expired "
            + ago(Duration.between(expires, now))
            + " ago, at "
            + expires
            + ". Ask for a new one. (If it is new, the clock of one of the computers is wrong.)");
  }

  static TransportException otherOffer() {
    return of(
        "This reply answers another code than the one shown here. Ask the other person to enter"
            + " the newest code.");
  }

  static TransportException forged() {
    return of(
        "This reply was not made by someone who has your code, or was changed on its way. Do not"
            + " use it: begin again with a new code.");
  }

  private static String ago(Duration time) {
    if (time.toDays() > 1) {
      return time.toDays() + " days";
    }
    if (time.toHours() > 1) {
      return time.toHours() + " hours";
    }
    return time.toMinutes() > 1 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
  }

  private static TransportException of(String sentence) {
    return new TransportException(Problem.CODE, sentence);
  }
}
