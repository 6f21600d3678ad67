package io.sluice.transport.files.handle;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;

/** Memory outside the heap that a thread passes to its system calls. Freed with the thread. */
final class Scratch {
  /** The longest path that Linux takes, with its closing zero. */
  static final int PATH_BYTES = 4096;

  static final int DATA_BYTES = 128 * 1024;
  private static final int STAT_BYTES = 256;
  private static final int TIMES_BYTES = 32;
  private static final StructLayout ERRNO = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_VALUE = ERRNO.varHandle(PathElement.groupElement("errno"));
  private static final ThreadLocal<Scratch> CURRENT = ThreadLocal.withInitial(Scratch::new);

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment errno = arena.allocate(ERRNO);
  private final MemorySegment stat = arena.allocate(STAT_BYTES, 8);
  private final MemorySegment times = arena.allocate(TIMES_BYTES, 8);
  private final MemorySegment first = arena.allocate(PATH_BYTES);
  private final MemorySegment second = arena.allocate(PATH_BYTES);
  private final MemorySegment data = arena.allocate(DATA_BYTES, 8);
  private final ByteBuffer dataBuffer = data.asByteBuffer();

  private Scratch() {}

  static Scratch current() {
    return CURRENT.get();
  }

  MemorySegment errnoSegment() {
    return errno;
  }

  int errno() {
    return (int) ERRNO_VALUE.get(errno, 0L);
  }

  MemorySegment stat() {
    return stat;
  }

  MemorySegment times() {
    return times;
  }

  MemorySegment data() {
    return data;
  }

  /** The data as a buffer: all of it. */
  ByteBuffer dataBuffer() {
    return dataBuffer.clear();
  }

  /** The address of a text that is known to be short and plain. */
  long name(String plain) {
    first.setString(0, plain);
    return first.address();
  }

  /** The address of a name in a directory, as bytes that end in a zero. */
  long checkedName(String name) throws IOException {
    return put(first, checked(name));
  }

  /** The same for a call that takes two names. */
  long secondName(String name) throws IOException {
    return put(second, checked(name));
  }

  /** The address of the target of a link: any text without a zero. */
  long target(String target) throws IOException {
    return put(second, bytes(target));
  }

  /** The address of a path as the file system's own bytes. */
  long path(byte[] path) throws IOException {
    return put(first, path);
  }

  private static byte[] checked(String name) throws IOException {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not a name in a directory");
    }
    return bytes(name);
  }

  private static byte[] bytes(String text) throws IOException {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new FileSystemException(text, null, "Invalid name");
    }
  }

  private static long put(MemorySegment into, byte[] bytes) throws IOException {
    if (bytes.length >= PATH_BYTES) {
      throw new FileSystemException("", null, "File name too long");
    }
    for (byte b : bytes) {
      if (b == 0) {
        throw new FileSystemException("", null, "Invalid name");
      }
    }
    MemorySegment.copy(bytes, 0, into, ValueLayout.JAVA_BYTE, 0, bytes.length);
    into.set(ValueLayout.JAVA_BYTE, bytes.length, (byte) 0);
    return into.address();
  }
}
