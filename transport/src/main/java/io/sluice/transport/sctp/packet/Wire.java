package io.sluice.transport.sctp.packet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order at any place of an array. */
public final class Wire {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private Wire() {}

  /** An unsigned byte. */
  public static int u8(byte[] array, int offset) {
    return array[offset] & 0xff;
  }

  /** An unsigned 16-bit number. */
  public static int u16(byte[] array, int offset) {
    return (short) SHORT.get(array, offset) & 0xffff;
  }

  /** 32 bits. */
  public static int i32(byte[] array, int offset) {
    return (int) INT.get(array, offset);
  }

  /** An unsigned 32-bit number. */
  public static long u32(byte[] array, int offset) {
    return i32(array, offset) & 0xffff_ffffL;
  }

  public static void put16(byte[] array, int offset, int value) {
    SHORT.set(array, offset, (short) value);
  }

  public static void put32(byte[] array, int offset, int value) {
    INT.set(array, offset, value);
  }

  /** Zeroes the bytes from {@code at} to before {@code end}; returns {@code end}. */
  static int pad(byte[] array, int at, int end) {
    while (at < end) {
      array[at++] = 0;
    }
    return end;
  }

  /** The length with its padding: chunks, parameters and causes end on 4 bytes. */
  public static int padded(int length) {
    return (length + 3) & ~3;
  }
}
