package io.sluice.transport.sctp.rx;

import io.sluice.transport.sctp.packet.ProtocolViolationException;
import io.sluice.transport.sctp.packet.SkippedStream;
import java.util.List;

/** Makes messages of chunks, in the order of their streams, and puts them into {@link Ready}. */
sealed interface Assembly permits DataAssembly, IDataAssembly {

  /** Bytes before the user data of a chunk. */
  int header();

  /**
   * Adds the fragment of a chunk whose TSN is new and whose stream exists.
   *
   * @throws ProtocolViolationException when it contradicts what has come before
   */
  void add(byte[] packet, int chunk) throws ProtocolViolationException;

  /**
   * What has not come up to {@code cumulativeTsn} will not: to be called before that is noted among
   * the received TSNs. The work is bounded by what is in {@code skipped} and what is discarded.
   *
   * @param skipped the last message that was given up on each stream
   */
  void forward(int cumulativeTsn, List<SkippedStream> skipped);

  /** The messages of a stream are counted from 0 again; what of it is not ready is discarded. */
  void reset(int streamId);

  /** Bytes of payload and overhead of all that is not ready. */
  long held();

  /** Bytes of memory held for fragments that have not come. */
  long spare();
}
