package io.sluice.transport.sctp.tx;

import io.sluice.transport.sctp.packet.Data;
import io.sluice.transport.sctp.packet.IData;

/** As what fragments go on the wire: never both kinds in one association (RFC 8260 section 2.1). */
enum ChunkFormat {
  DATA(Data.HEADER),
  I_DATA(IData.HEADER);

  /** Bytes before the user data. */
  final int header;

  ChunkFormat(int header) {
    this.header = header;
  }

  static ChunkFormat of(boolean interleaving) {
    return interleaving ? I_DATA : DATA;
  }

  /**
   * Writes the chunk of a fragment.
   *
   * @param number of the fragment within its message
   * @return the offset after it
   */
  int write(
      OutboundMessage message, int tsn, int offset, int length, int number, byte[] into, int at) {
    int flags = message.unordered ? Data.UNORDERED : 0;
    boolean begins = offset == 0;
    if (begins) {
      flags |= Data.BEGIN;
    }
    if (offset + length == message.length) {
      flags |= Data.END;
    }
    message.copy(offset, into, at + header, length);
    int id = message.stream.id;
    if (this == I_DATA) {
      int ppidOrFsn = begins ? message.ppid : number;
      IData.writeHeader(into, at, flags, length, tsn, id, message.mid, ppidOrFsn);
      return IData.pad(into, at, length);
    }
    Data.writeHeader(into, at, flags, length, tsn, id, message.ssn, message.ppid);
    return Data.pad(into, at, length);
  }
}
