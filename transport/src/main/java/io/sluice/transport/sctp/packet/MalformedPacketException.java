package io.sluice.transport.sctp.packet;

/**
 * Bytes that are no SCTP. It carries no stack trace: a peer can cause it at will, so it must be
 * cheap.
 */
public final class MalformedPacketException extends Exception {
  private static final long serialVersionUID = 1;

  public MalformedPacketException(String what) {
    super(what, null, false, false);
  }
}
