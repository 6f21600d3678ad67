package io.sluice.transport.api;

import java.util.List;

/** This machine's end: makes pairings. Opened by {@code Transport.open}. */
public interface Node extends AutoCloseable {
  /**
   * Begins a pairing: the code is for the other person.
   *
   * @throws TransportException if this machine has no usable network address
   */
  Pairing offer() throws TransportException;

  /**
   * Begins a pairing with somebody in the same network, by a code that is short enough to say. It
   * is announced there, under a name that says nothing, until it is used or expires. Whoever comes
   * has one guess; a wrong one ends the pairing with {@link Problem#VERIFICATION}.
   *
   * @throws TransportException if this machine has no usable network address
   */
  Pairing offerNearby() throws TransportException;

  /**
   * Answers a pairing.
   *
   * @param offerCode what the other person pasted, with whatever came along in the paste, or the
   *     short code they said; its {@link Pairing#code} is that short code then
   * @throws TransportException with {@link Problem#CODE} if the text holds no offer that works now
   */
  Pairing answer(String offerCode) throws TransportException;

  /**
   * Waits in the networks of this machine for a known device, which needs no code. Nothing is
   * announced but a name that means something to that device alone, and for ten minutes at most:
   * the pairing then ends with {@link Problem#TIMEOUT}, and another has to begin.
   *
   * @param name what the device is called here
   * @throws TransportException if no device is known by the name, or it is known by a code only
   */
  Pairing host(String name) throws TransportException;

  /**
   * Goes to a known device that waits in one of the networks of this machine, as {@link #host} lets
   * it, or soon will.
   *
   * @param name what the device is called here
   * @throws TransportException as {@link #host}
   */
  Pairing visit(String name) throws TransportException;

  /**
   * What a code would reveal if it was made now. Sends nothing but what making a code sends.
   *
   * @throws TransportException if this machine has no usable network address
   */
  AddressReport addresses() throws TransportException;

  /** What connections would be sealed with. Tests the AES-GCM of this Java, once. */
  CipherReport ciphers();

  /**
   * What a selection would offer. Connects to nobody.
   *
   * @throws TransportException as {@link Peer#send(Selection)} does
   */
  Listing list(Selection selection) throws TransportException;

  /** This device, and those it knows. */
  Devices devices();

  /**
   * The transfers that were begun and not brought to their end, and are not running in this
   * process.
   *
   * @throws TransportException if what is kept of them cannot be read
   */
  List<SavedTransfer> saved() throws TransportException;

  /**
   * Forgets one of them, and removes what it left half-written; what is in place stays.
   *
   * @throws TransportException if there is none of this id, it is running, or cannot be removed
   */
  void discard(String id) throws TransportException;

  /** Closes all pairings and peers. */
  @Override
  void close();
}
