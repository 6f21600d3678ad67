package io.sluice.transport.api;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connected, authenticated peer. Any number of transfers, in both directions, one after another
 * or at once. Safe for use by any thread.
 */
public interface Peer extends AutoCloseable {
  /** The longest text of {@link #say}, in bytes of UTF-8. */
  int MAX_TEXT_BYTES = 60_000;

  /** The name the peer gave itself: its text, so {@link PeerText#escape} it before showing it. */
  String name();

  /** The device it has proved to be; its name is its text. */
  Device device();

  /** What this device knows of it; null if it is new. */
  @Nullable KnownDevice known();

  /**
   * Five words that are the same on both screens if nobody sits between. They may be shown to
   * anybody.
   *
   * @throws TransportException if the peer does not do its part of them within a few seconds
   */
  List<String> safetyWords() throws TransportException, InterruptedException;

  /**
   * The user has found the words the same on both screens: this device knows the peer from now on,
   * and as verified.
   *
   * @throws TransportException with {@link Problem#LOCAL_FILE} if that cannot be kept
   */
  void wordsMatch() throws TransportException;

  /** The user has found the words to differ: the session ends at once, on both sides. */
  void wordsDiffer();

  /**
   * This side wants to meet the peer again without a code. When the peer has said the same, both
   * keep a secret for it, and {@link PeerEvent.Remembered} tells so.
   */
  void remember();

  PathInfo path();

  /**
   * Offers files and directory trees. Reads the names, sizes and times now, the content later.
   *
   * @throws TransportException with {@link Problem#LOCAL_FILE} if a path is not there or cannot be
   *     read
   */
  Transfer send(Selection selection) throws TransportException;

  /**
   * Offers what comes out of a stream, of any length, as one file. It is read when the peer has
   * accepted it, by a thread that may still wait for more of it when the transfer has ended.
   *
   * @param name of the file, as one component of a path
   * @param content is not closed
   * @throws TransportException if the peer takes no streams
   */
  Transfer send(EntryPath name, InputStream content, Compression compression)
      throws TransportException;

  /** Offers all of these files and directory trees, as {@link #send(Selection)}. */
  default Transfer send(List<Path> paths) throws TransportException {
    return send(Selection.of(paths));
  }

  /**
   * Sends words for the peer's user; {@link PeerEvent.TextTaken} tells when its program has taken
   * them. They need no consent, and nothing is written there.
   *
   * @throws TransportException if they are longer than {@value #MAX_TEXT_BYTES} bytes of UTF-8, or
   *     the peer takes none
   */
  void say(String text) throws TransportException;

  /**
   * Asks for the pipe of this session, which is there when the peer's user asks for it too. Does
   * not wait for that.
   *
   * @throws TransportException if the peer knows no pipes
   * @throws IllegalStateException if it was called before: a session has one
   */
  Pipe pipe() throws TransportException;

  /**
   * Declines a pipe that the peer asks for. Without effect if it asks for none, or this side has
   * asked too.
   *
   * @param reason a phrase for both users
   */
  void refusePipe(String reason);

  /**
   * The next thing the peer did. Events wait in a bounded queue; nothing on the network waits for
   * this to be called.
   *
   * @return null if there was none within {@code patience}
   */
  @Nullable PeerEvent nextEvent(Duration patience) throws InterruptedException;

  /** Whether the session has ended; its last event tells how. */
  boolean isOver();

  /**
   * Says goodbye, waits a few seconds at most for what was sent to arrive, and frees everything.
   * Safe to call twice.
   */
  @Override
  void close();
}
