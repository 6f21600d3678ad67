package io.sluice.transport.files.handle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;

/**
 * The names in a directory, which may be millions: their bytes one after another, and where each
 * begins. For one thread until it is full.
 */
final class ListedNames extends AbstractList<ListedName> {
  private static final char REPLACEMENT = '\ufffd';

  private byte[] bytes = new byte[512];
  private int[] starts = new int[33];
  private final BitSet notText = new BitSet();
  private int[] order = {};
  private int count;

  /** Adds a name, as the bytes that it has on the disk. */
  void add(byte[] from, int offset, int length) {
    int start = starts[count];
    if (bytes.length - start < length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + length));
    }
    System.arraycopy(from, offset, bytes, start, length);
    count++;
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count] = start + length;
  }

  /** Adds a name that Java has decoded. */
  void put(ListedName name) {
    byte[] encoded = name.text().getBytes(StandardCharsets.UTF_8);
    boolean lasts = new String(encoded, StandardCharsets.UTF_8).equals(name.text());
    notText.set(count, !name.isText() || !lasts);
    add(encoded, 0, encoded.length);
  }

  /** Puts them in the order of their bytes, when all are there. */
  ListedNames sorted() {
    order = new int[count];
    Arrays.setAll(order, i -> i);
    sort(order.clone(), order, 0, count);
    return this;
  }

  /** Merges the two halves of a range, each sorted; both arrays hold the same to begin with. */
  private void sort(int[] from, int[] into, int start, int end) {
    if (end - start < 2) {
      return;
    }
    int middle = (start + end) >>> 1;
    sort(into, from, start, middle);
    sort(into, from, middle, end);
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeLeft = right == end || (left < middle && compare(from[left], from[right]) <= 0);
      into[i] = takeLeft ? from[left++] : from[right++];
    }
  }

  private int compare(int one, int other) {
    return Arrays.compareUnsigned(
        bytes, starts[one], starts[one + 1], bytes, starts[other], starts[other + 1]);
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public ListedName get(int index) {
    int at = order[Objects.checkIndex(index, order.length)];
    ListedName name = name(bytes, starts[at], starts[at + 1] - starts[at]);
    return notText.get(at) ? new ListedName(name.text(), false) : name;
  }

  /** Bytes of the disk as text, if they are text. */
  static ListedName name(byte[] bytes, int offset, int length) {
    String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
    return new ListedName(
        text, text.indexOf(REPLACEMENT) < 0 || isText(ByteBuffer.wrap(bytes, offset, length)));
  }

  private static boolean isText(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
