package io.sluice.crypto.dtls;

import io.sluice.crypto.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What went over a {@link TestNet}, record by record. */
final class SentRecords {
  private SentRecords() {}

  static List<byte[]> of(byte[] datagram) {
    List<byte[]> records = new ArrayList<>();
    int at = 0;
    int length;
    while ((length = RecordHeader.recordLength(datagram, at, datagram.length)) > 0) {
      records.add(Arrays.copyOfRange(datagram, at, at + length));
      at += length;
    }
    return records;
  }

  /** Fails if one side ever sealed two different records under one number: a nonce used twice. */
  static void assertNoNumberTwice(TestNet net) {
    for (Role role : Role.values()) {
      Map<Long, byte[]> byNumber = new HashMap<>();
      for (byte[] datagram : net.end(role).sent()) {
        for (byte[] record : of(datagram)) {
          if (RecordHeader.epoch(record, 0) == 1) {
            byte[] before = byNumber.putIfAbsent(RecordHeader.sequence(record, 0), record);
            if (before != null && !Arrays.equals(before, record)) {
              throw new AssertionError(
                  role + " used number " + RecordHeader.sequence(record, 0) + " twice");
            }
          }
        }
      }
    }
  }
}
