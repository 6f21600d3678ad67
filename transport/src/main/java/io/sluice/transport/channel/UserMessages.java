package io.sluice.transport.channel;

import io.sluice.transport.sctp.api.Reliability;
import io.sluice.transport.sctp.api.SctpMessage;
import java.nio.ByteBuffer;

/** What user messages are as messages of SCTP (RFC 8831 section 6.6). */
final class UserMessages {
  private UserMessages() {}

  /** SCTP has no empty messages: one zero byte and the identifier stand in. */
  static SctpMessage write(
      int id, boolean text, boolean unordered, Reliability reliability, ByteBuffer payload) {
    if (payload.hasRemaining()) {
      int ppid = text ? Ppid.TEXT : Ppid.BINARY;
      return new SctpMessage(id, ppid, unordered, reliability, payload.slice());
    }
    int ppid = text ? Ppid.EMPTY_TEXT : Ppid.EMPTY_BINARY;
    return new SctpMessage(id, ppid, unordered, reliability, ByteBuffer.allocate(1));
  }

  /** Whether a payload protocol identifier is one of a user message, or of a part of one. */
  static boolean isKnown(int ppid) {
    return switch (ppid) {
      case Ppid.TEXT, Ppid.BINARY, Ppid.EMPTY_TEXT, Ppid.EMPTY_BINARY -> true;
      default -> isPartial(ppid);
    };
  }

  static boolean isPartial(int ppid) {
    return ppid == Ppid.PARTIAL_TEXT || ppid == Ppid.PARTIAL_BINARY;
  }

  static boolean isText(int ppid) {
    return ppid == Ppid.TEXT || ppid == Ppid.EMPTY_TEXT || ppid == Ppid.PARTIAL_TEXT;
  }

  /** The payload; the one byte that stands for an empty message is not looked at. */
  static ByteBuffer payload(SctpMessage message) {
    boolean empty = message.ppid() == Ppid.EMPTY_TEXT || message.ppid() == Ppid.EMPTY_BINARY;
    return empty ? ByteBuffer.allocate(0) : message.payload();
  }
}
