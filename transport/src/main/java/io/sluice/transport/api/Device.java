package io.sluice.transport.api;

/**
 * A device, as others know it.
 *
 * @param name what it calls itself: of a peer its text, so {@link PeerText#escape} it before
 *     showing it
 * @param key its public key in 64 hexadecimal digits: the same as long as its owner keeps it
 */
public record Device(String name, String key) {
  /** The key in groups of four digits, for people to read. */
  public String keyInGroups() {
    return key.replaceAll("(.{4})(?!$)", "$1 ");
  }
}
