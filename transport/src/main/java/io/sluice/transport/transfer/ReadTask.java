package io.sluice.transport.transfer;

/**
 * One block for the driver of a {@link Sender} to read.
 *
 * @param entry which file of the manifest
 * @param index which leaf of it
 * @param offset where it starts in the file, in bytes
 * @param length how long it is: 1 byte to 128 KiB; or 0 of an empty file, to see that it is still
 *     there and empty
 * @param repeat whether the receiver asked for the block once more
 */
public record ReadTask(int entry, long index, long offset, int length, boolean repeat) {}
