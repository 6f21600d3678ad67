package io.sluice.transport.transfer.message;

import java.util.ArrayList;
import java.util.List;

/**
 * How some entries ended at the receiver, in no order. Every file and symlink is in exactly one
 * message of a complete transfer; a directory only if it failed.
 *
 * <pre>message FileResults { uint64 transfer = 1; repeated FileResult results = 2; }</pre>
 */
public record FileResults(long transfer, List<FileResult> results) implements TransferMessage {
  static final int TYPE = 10;

  /** As many as fit into a message with the longest reasons. */
  public static final int MAX_RESULTS = 64;

  public FileResults {
    results = List.copyOf(results);
  }

  static FileResults parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    List<FileResult> results = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> results.add(FileResult.parse(in.message()));
        default -> in.skip();
      }
    }
    return new FileResults(transfer, results);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    results.forEach(result -> out.message(2, result.write()));
  }
}
