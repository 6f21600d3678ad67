package io.sluice.transport.transfer.message;

/** A message by which two devices and their users get to know each other. */
public sealed interface IdentityMessage extends Message permits Reveal, WordsMatch, Remember {}
