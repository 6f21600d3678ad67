package io.sluice.transport.api;

/** This device, and those it knows. Safe for any thread. */
public interface Devices {
  /**
   * This device; its key is made if there is none yet.
   *
   * @throws TransportException with {@link Problem#LOCAL_FILE} if the key cannot be read or kept
   */
  Device self() throws TransportException;
}
