package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.Abort;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.ShutdownComplete;
import io.sluice.transport.sctp.packet.Wire;
import java.util.List;

/**
 * Packets whose tag is not that of the association: dropped while there is one, else "out of the
 * blue" (RFC 9260 sections 8.4 and 8.5). INIT and COOKIE ECHO (rules 3 and 4) never come here.
 */
final class OutOfTheBlue {
  private final Context context;

  OutOfTheBlue(Context context) {
    this.context = context;
  }

  /**
   * @param first where the chunks begin, which were validated
   * @param tag the tag in the header
   */
  void read(byte[] array, int first, int end, int tag) {
    context.packetsDropped++;
    switch (Wire.u8(array, first)) {
      case ChunkType.SHUTDOWN_ACK -> onShutdownAck(tag);
      // Rules 6 and 7; section 5.2.3.
      case ChunkType.SHUTDOWN_COMPLETE,
          ChunkType.INIT_ACK,
          ChunkType.COOKIE_ECHO,
          ChunkType.COOKIE_ACK,
          ChunkType.ERROR -> {}
      // Rule 8, and rule 2: an ABORT is never answered.
      default -> {
        if (tag != 0 && isAnswered() && !contains(ChunkType.ABORT, array, first, end)) {
          context.outbox.add(tag, new Abort(true, List.of()));
        }
      }
    }
  }

  /** Rule 5 and section 8.5.1 E: the peer only wants to hear that it is over. */
  void onShutdownAck(int tag) {
    boolean settingUp =
        context.state() instanceof State.Closed
            || context.state() instanceof State.CookieWait
            || context.state() instanceof State.CookieEchoed;
    if (settingUp || context.hasEnded()) {
      context.outbox.add(tag, new ShutdownComplete(true));
    }
  }

  /** After a shutdown there are no packets to answer, only late ones. */
  private boolean isAnswered() {
    return context.state() instanceof State.Closed || context.hasEndedAlone();
  }

  private static boolean contains(int type, byte[] array, int first, int end) {
    for (int at = first; at < end; at += Wire.padded(Wire.u16(array, at + 2))) {
      if (Wire.u8(array, at) == type) {
        return true;
      }
    }
    return false;
  }
}
