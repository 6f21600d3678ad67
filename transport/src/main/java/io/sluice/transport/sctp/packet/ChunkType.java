package io.sluice.transport.sctp.packet;

/** Numbers of chunk types (RFC 9260 section 3.2) and what their two top bits ask for. */
public final class ChunkType {
  public static final int DATA = 0;
  public static final int INIT = 1;
  public static final int INIT_ACK = 2;
  public static final int SACK = 3;
  public static final int HEARTBEAT = 4;
  public static final int HEARTBEAT_ACK = 5;
  public static final int ABORT = 6;
  public static final int SHUTDOWN = 7;
  public static final int SHUTDOWN_ACK = 8;
  public static final int ERROR = 9;
  public static final int COOKIE_ECHO = 10;
  public static final int COOKIE_ACK = 11;

  /** Explicit congestion notification, never negotiated here: ignored (RFC 9260 appendix A). */
  public static final int ECNE = 12;

  /** The answer to {@link #ECNE}: ignored. */
  public static final int CWR = 13;

  public static final int SHUTDOWN_COMPLETE = 14;

  /** Authentication (RFC 4895), never negotiated here: ignored. */
  public static final int AUTH = 15;

  /** A SACK that tells what will not be reneged (a draft), never negotiated here: ignored. */
  public static final int NR_SACK = 16;

  /** RFC 8260. */
  public static final int I_DATA = 0x40;

  /** Change of addresses (RFC 5061), never negotiated here: ignored. */
  public static final int ASCONF_ACK = 0x80;

  /** Report of a router that dropped a packet (a draft), never negotiated here: ignored. */
  public static final int PACKET_DROPPED = 0x81;

  /** RFC 6525. */
  public static final int RE_CONFIG = 0x82;

  /** Padding (RFC 4820): ignored. */
  public static final int PAD = 0x84;

  /** RFC 3758. */
  public static final int FORWARD_TSN = 0xC0;

  /** Change of addresses (RFC 5061), never negotiated here: ignored, for it comes without AUTH. */
  public static final int ASCONF = 0xC1;

  /** RFC 8260. */
  public static final int I_FORWARD_TSN = 0xC2;

  private ChunkType() {}

  /**
   * Whether the type is one that this implementation knows and never negotiates. It is skipped
   * without a report: the peer may learn from the handshake that nobody listens.
   */
  public static boolean isIgnored(int type) {
    return switch (type) {
      case ECNE, CWR, AUTH, NR_SACK, ASCONF_ACK, PACKET_DROPPED, ASCONF -> true;
      default -> false;
    };
  }

  /** For a type nobody knows: whether the chunks after it may be looked at. */
  public static boolean mayBeSkipped(int unknownType) {
    return (unknownType & 0x80) != 0;
  }

  /** For a type nobody knows: whether the peer wants to hear of it in an ERROR chunk. */
  public static boolean mustBeReported(int unknownType) {
    return (unknownType & 0x40) != 0;
  }
}
