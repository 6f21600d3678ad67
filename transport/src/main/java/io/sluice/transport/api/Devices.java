package io.sluice.transport.api;

import java.util.List;

/**
 * This device, and those it knows. Safe for any thread and for several processes at once. Every
 * call throws a {@link TransportException} with {@link Problem#LOCAL_FILE} if what is kept cannot
 * be read or written.
 */
public interface Devices {
  /** This device; its key is made if there is none yet. */
  Device self() throws TransportException;

  /** Those that this device knows, in the order in which they came. */
  List<KnownDevice> known() throws TransportException;

  /**
   * Calls a known device by another name.
   *
   * @throws TransportException if none has the first name, or another has the second
   */
  void rename(String name, String other) throws TransportException;

  /**
   * Marks a known device as verified.
   *
   * @param key what {@code sluice id} shows on it, with or without spaces
   * @throws TransportException with {@link Problem#VERIFICATION} if it is another key than the one
   *     that is known
   */
  void verify(String name, String key) throws TransportException;

  /**
   * Forgets a known device: its key, and the secret that is shared with it.
   *
   * @throws TransportException if none has the name
   */
  void forget(String name) throws TransportException;
}
