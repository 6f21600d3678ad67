package io.sluice.transport.transfer.message;

/** A message that belongs to one transfer. The transfer's number is field 1 of each. */
public sealed interface TransferMessage extends Message
    permits Offer,
        ManifestPage,
        Accept,
        Refuse,
        Content,
        FileEnd,
        FileFailed,
        FileResults,
        Again,
        Done,
        Cancel,
        Paused,
        Resumed,
        Held,
        AskBasis,
        Basis,
        Same {
  /** The number of the transfer in this session, 0 or more. */
  long transfer();
}
