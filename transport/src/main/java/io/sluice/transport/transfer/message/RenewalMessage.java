package io.sluice.transport.transfer.message;

/** A message about new keys for the session. */
public sealed interface RenewalMessage extends Message permits RenewalWanted, RenewalFlight {
  /** The bit of {@link Hello#features} of a side that renews its keys. */
  long FEATURE = 64;

  /** The highest number of keys: records have 16 bits for it (RFC 6347 section 4.1). */
  int MAX_EPOCH = 0xFFFF;
}
