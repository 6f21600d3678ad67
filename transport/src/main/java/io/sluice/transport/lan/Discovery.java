package io.sluice.transport.lan;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Announces tags to the networks that this computer is in, and finds who announces them there.
 * Nothing is sent before one of the two is asked for. Safe for several threads.
 */
public interface Discovery extends AutoCloseable {
  /** An announcement that goes on until it is closed. */
  interface Announcement extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Somebody who announces a tag.
   *
   * @param id random, the same for all ways to the same announcement
   * @param address where it listens
   */
  record Sighting(String id, InetSocketAddress address) {}

  /**
   * Says that this computer listens for whoever looks for the tag.
   *
   * @param port of TCP or UDP, on every address that this discovery uses
   * @throws IOException if no network can be told
   */
  Announcement announce(Tag tag, int port) throws IOException;

  /**
   * Looks for a tag.
   *
   * @param patience how long; it returns earlier, shortly after the first was found
   * @return whoever was found, without duplicates; at most 16
   */
  List<Sighting> find(Tag tag, Duration patience) throws IOException, InterruptedException;

  /** Ends all announcements. */
  @Override
  void close();
}
