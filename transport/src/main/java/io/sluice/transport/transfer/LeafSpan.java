package io.sluice.transport.transfer;

/** Leaves of a file from {@code first} to the one before {@code end}. */
record LeafSpan(long first, long end) {}
