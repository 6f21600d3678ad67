package io.sluice.crypto.dtls;

import io.sluice.crypto.DatagramLink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Packs the records of a flight into as few datagrams as they need, and keeps the datagrams to send
 * them once more. A repeated datagram has the same bytes and record numbers, as if the network had
 * doubled it.
 */
final class FlightPacker {
  private static final int MAX_KEPT = 8;

  private final DatagramLink link;
  private final byte[] datagram;
  private final List<byte[]> flight = new ArrayList<>();
  private int filled;
  private boolean complete = true;
  private long nextPlainSequence;

  FlightPacker(DatagramLink link) {
    this.link = link;
    datagram = new byte[link.maxDatagram()];
  }

  /** Adds a record to the flight; the first one after {@link #complete} begins another flight. */
  void add(byte[] record, int offset, int length) throws IOException {
    if (complete) {
      complete = false;
      flight.clear();
    }
    if (RecordHeader.epoch(record, offset) == 0) {
      nextPlainSequence = RecordHeader.sequence(record, offset) + 1;
    }
    if (filled + length > datagram.length) {
      flush();
    }
    System.arraycopy(record, offset, datagram, filled, length);
    filled += length;
  }

  /** Sends what is not sent yet. Returns whether that completed a flight. */
  boolean complete() throws IOException {
    flush();
    boolean completed = !complete;
    complete = true;
    return completed;
  }

  /** Sends the latest complete flight once more. */
  void repeat() throws IOException {
    for (byte[] sent : flight) {
      link.send(sent, 0, sent.length);
    }
  }

  /** The sequence number of the next record of epoch 0. */
  long nextPlainSequence() {
    return nextPlainSequence;
  }

  private void flush() throws IOException {
    if (filled > 0) {
      if (flight.size() < MAX_KEPT) {
        flight.add(Arrays.copyOf(datagram, filled));
      }
      link.send(datagram, 0, filled);
      filled = 0;
    }
  }
}
