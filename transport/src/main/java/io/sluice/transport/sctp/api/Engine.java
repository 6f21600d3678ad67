package io.sluice.transport.sctp.api;

import java.nio.ByteBuffer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One SCTP association, whoever implements it. Packets and time go in; packets, events and messages
 * are polled out.
 *
 * <p>After every call that changes something, or a batch of them, call {@link #pollTransmit} until
 * it gives 0, {@link #pollEvent} until it gives null, and {@link #nextTimeout}.
 *
 * <p>Time is in nanoseconds, monotonic, from any origin. Not for use by two threads at once.
 */
public interface Engine extends AutoCloseable {

  /** What an engine may or may not be able to do. */
  enum Feature {
    STREAM_RESET,
    PARTIAL_RELIABILITY,
    BUFFERED_AMOUNT,
    PRIORITIES,
    GRACEFUL_SHUTDOWN,
    PATH_MTU
  }

  /** What this engine can do; what it cannot, its methods say when asked. */
  Set<Feature> features();

  /** Asks the peer for the association. Both sides may; not needed on the side that is asked. */
  void connect(long now);

  /**
   * Takes a packet, from position to limit. Whatever is in it, nothing is thrown: bad packets are
   * dropped and counted, and a peer that violates the protocol is aborted. The bytes are not needed
   * afterwards.
   */
  void receive(ByteBuffer packet, long now);

  /** Time has passed. A call too early, or for nothing, is harmless. */
  void handleTimeout(long now);

  /**
   * When {@link #handleTimeout} and then {@link #pollTransmit} must be called, if nothing else
   * happens before; {@code Long.MAX_VALUE} when idle. Valid until the next call of anything else.
   */
  long nextTimeout();

  /**
   * Writes the next packet from {@code offset} on. The array should have {@link
   * SctpOptions#maxPathMtu} bytes free there.
   *
   * @return the packet's length, 0 when there is nothing to send now
   */
  int pollTransmit(byte[] into, int offset, long now);

  /**
   * Whether IP may fragment the packet that {@link #pollTransmit} gave last. All others go with
   * fragmentation off, or path MTU discovery finds out how large a datagram is and not a packet.
   */
  default boolean mayBeFragmented() {
    return false;
  }

  /** What happened, oldest first; null when there is nothing more. */
  @Nullable SctpEvent pollEvent();

  /**
   * A message that has arrived, or null. Taking it makes room for more: leave messages here to slow
   * the peer down. Those that arrived before the end may be taken after it.
   */
  @Nullable SctpMessage pollMessage(long now);

  /**
   * Queues a message.
   *
   * @return false when it was not taken: there is less {@link #sendSpace} than it needs, or its
   *     stream is being reset
   * @throws IllegalArgumentException when the message can never be sent: no bytes, too many, or a
   *     stream beyond those of {@link SctpEvent.Up}
   */
  boolean send(SctpMessage message, long now);

  /** How long a message {@link #send} would take now; 0 unless established. */
  long sendSpace();

  /**
   * Resets streams of this side once all that was queued on them has arrived (RFC 6525 section
   * 5.1.2); {@link SctpEvent.OutgoingReset} tells the end of it. Until then nothing more is taken
   * on them.
   *
   * @return false when this engine or the peer cannot: nothing will happen
   */
  boolean resetStreams(Set<Integer> streamIds, long now);

  /**
   * Payload bytes that wait on a stream and were not put into packets yet, 0 or more.
   *
   * @param streamId 0 to 65534
   */
  long bufferedAmount(int streamId);

  /**
   * From now on {@link SctpEvent.BufferedAmountLow} tells when {@link #bufferedAmount} falls to
   * {@code bytes} from above.
   *
   * @param bytes 0 or more. Of a stream for which this was never called, nothing is told
   */
  void bufferedAmountLowThreshold(int streamId, long bytes);

  /**
   * The weight of a stream: streams that all have something to send share the path in proportion
   * (RFC 8260 section 3.6).
   *
   * @param weight 1 to 65535; 256 is what every stream begins with (RFC 8831 section 6.4)
   */
  void priority(int streamId, int weight);

  /**
   * Ends the association once all that was queued has arrived. Without {@link
   * Feature#GRACEFUL_SHUTDOWN} the end is an {@link #abort} at that moment.
   */
  void shutdown(long now);

  /**
   * Breaks the association off.
   *
   * @param reason for the peer's log; the first 200 bytes are sent
   */
  void abort(String reason, long now);

  /** Figures at this moment. */
  SctpStats stats();

  /**
   * Frees what the engine holds outside the Java heap, and its part of a {@link MemoryBudget}.
   * Without an effect on the wire.
   */
  @Override
  void close();
}
