package io.sluice.transport.transfer.message;

/**
 * A message of a later version.
 *
 * @param type its number
 */
public record Unknown(int type) implements Message {}
