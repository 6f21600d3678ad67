package io.sluice.transport.transfer;

/**
 * A run of leaves for the driver of a {@link Sender} to look up among those that it read in an
 * earlier run, of the same file as it is now.
 *
 * @param entry which file of the manifest
 * @param first the first leaf
 * @param count how many
 */
public record RecallTask(int entry, long first, long count) {}
