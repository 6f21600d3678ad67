package io.sluice.transport.udp;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams one after another in a single array. Fixed in size and reused: fill it, hand it over,
 * {@link #clear} it. Not safe for use by two threads at once.
 *
 * <p>A datagram is written straight into {@link #array()} at {@link #end()} and then counted in
 * with {@link #commit}, or copied in with {@link #append}. Datagrams lie without gaps in the order
 * of their commits, as UDP_SEGMENT wants to send them and UDP_GRO delivers them.
 */
public final class DatagramBatch {
  /** How many datagrams a batch of {@link #standard} holds at most. */
  public static final int STANDARD_CAPACITY = 128;

  /** How many bytes a batch of {@link #standard} holds at most. */
  public static final int STANDARD_BYTES = 256 * 1024;

  private final byte[] array;
  private final int[] offsets;
  private final int[] lengths;
  private final @Nullable InetSocketAddress[] sources;
  private int count;
  private int end;

  /**
   * An empty batch.
   *
   * @param capacity the most datagrams it holds, at least 1
   * @param bytes the most bytes it holds, all datagrams together
   */
  public DatagramBatch(int capacity, int bytes) {
    if (capacity < 1 || bytes < 1) {
      throw new IllegalArgumentException(capacity + " datagrams in " + bytes + " bytes");
    }
    array = new byte[bytes];
    offsets = new int[capacity];
    lengths = new int[capacity];
    sources = new InetSocketAddress[capacity];
  }

  /** A batch of the size that receivers and senders of bulk data use. */
  public static DatagramBatch standard() {
    return new DatagramBatch(STANDARD_CAPACITY, STANDARD_BYTES);
  }

  public int capacity() {
    return offsets.length;
  }

  public int count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * The array that holds all datagrams; where each lies, {@link #offset} and {@link #length} say.
   */
  public byte[] array() {
    return array;
  }

  /** Where datagram {@code index} begins in {@link #array()}. */
  public int offset(int index) {
    return offsets[Objects.checkIndex(index, count)];
  }

  /** The bytes of datagram {@code index}. */
  public int length(int index) {
    return lengths[Objects.checkIndex(index, count)];
  }

  /**
   * Where datagram {@code index} came from.
   *
   * @throws IllegalStateException if it was not received but put in to be sent
   */
  public InetSocketAddress source(int index) {
    InetSocketAddress source = sources[Objects.checkIndex(index, count)];
    if (source == null) {
      throw new IllegalStateException("datagram " + index + " was not received");
    }
    return source;
  }

  /** Where in {@link #array()} the next datagram goes. */
  public int end() {
    return end;
  }

  /** How long the next datagram can be, in bytes; 0 if the batch holds all datagrams it can. */
  public int room() {
    return count == offsets.length ? 0 : array.length - end;
  }

  /** Counts in the {@code length} bytes at {@link #end()} as a datagram to be sent. */
  public void commit(int length) {
    add(length, null);
  }

  /** Counts in the {@code length} bytes at {@link #end()} as a datagram that came from a source. */
  public void commit(int length, InetSocketAddress source) {
    add(length, source);
  }

  /** Copies a datagram to be sent. */
  public void append(byte[] datagram, int offset, int length) {
    if (length > room()) {
      throw new IllegalStateException(length + " bytes do not fit into a room of " + room());
    }
    System.arraycopy(datagram, offset, array, end, length);
    add(length, null);
  }

  /**
   * Leaves of a datagram what was in it, from somebody else.
   *
   * @param skip bytes before that
   * @param length bytes of it; {@code skip} and this are no more than there are
   */
  public void narrow(int index, int skip, int length, InetSocketAddress source) {
    Objects.checkFromIndexSize(skip, length, length(index));
    offsets[index] += skip;
    lengths[index] = length;
    sources[index] = source;
  }

  /** Takes one datagram out; the others keep their order and their place in the array. */
  public void remove(int index) {
    Objects.checkIndex(index, count);
    int after = count - index - 1;
    System.arraycopy(offsets, index + 1, offsets, index, after);
    System.arraycopy(lengths, index + 1, lengths, index, after);
    System.arraycopy(sources, index + 1, sources, index, after);
    count--;
    sources[count] = null;
  }

  /** Takes all datagrams out. */
  public void clear() {
    Arrays.fill(sources, 0, count, null);
    count = 0;
    end = 0;
  }

  private void add(int length, @Nullable InetSocketAddress source) {
    if (length < 0 || length > room()) {
      throw new IllegalStateException(length + " bytes do not fit into a room of " + room());
    }
    offsets[count] = end;
    lengths[count] = length;
    sources[count] = source;
    count++;
    end += length;
  }
}
