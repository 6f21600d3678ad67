package io.sluice.transport.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connected, authenticated peer. Any number of transfers, in both directions, one after another
 * or at once. Safe for use by any thread.
 */
public interface Peer extends AutoCloseable {
  /** The name the peer gave itself: its text, so {@link PeerText#escape} it before showing it. */
  String name();

  PathInfo path();

  /**
   * Offers files and directory trees. Reads the names, sizes and times now, the content later.
   *
   * @throws TransportException with {@link Problem#LOCAL_FILE} if a path is not there or cannot be
   *     read
   */
  Transfer send(List<Path> paths) throws TransportException;

  /**
   * The next thing the peer did. Events wait in a bounded queue; nothing on the network waits for
   * this to be called.
   *
   * @return null if there was none within {@code patience}
   */
  @Nullable PeerEvent nextEvent(Duration patience) throws InterruptedException;

  /**
   * Says goodbye, waits a few seconds at most for what was sent to arrive, and frees everything.
   * Safe to call twice.
   */
  @Override
  void close();
}
