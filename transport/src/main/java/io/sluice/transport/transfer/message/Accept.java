package io.sluice.transport.transfer.message;

import java.util.ArrayList;
import java.util.List;

/**
 * The receiver's consent, or a part of one that is too long for a message: after the last part
 * content may be sent, of all that the manifest offers but the entries that are skipped.
 *
 * <pre>
 * message Accept { uint64 transfer = 1; repeated Range skip = 2; bool tells = 3; bool more = 6; }
 * </pre>
 *
 * @param skip entries that are not wanted, ascending within a part and from part to part
 * @param tells in the last part, whether the receiver goes on to say what it holds already ({@link
 *     Held}); then nothing of an entry is sent before it was told
 * @param more whether another part follows
 */
public record Accept(long transfer, List<Range> skip, boolean tells, boolean more)
    implements TransferMessage {
  static final int TYPE = 5;

  /** As many as fit into a message. */
  public static final int MAX_RANGES = 4096;

  public Accept {
    skip = List.copyOf(skip);
  }

  /** The consent of a receiver that holds nothing. */
  public Accept(long transfer, List<Range> skip, boolean more) {
    this(transfer, skip, false, more);
  }

  /** The consent to everything, of a receiver that holds nothing. */
  public Accept(long transfer) {
    this(transfer, List.of(), false);
  }

  static Accept parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    List<Range> skip = new ArrayList<>();
    boolean tells = false;
    boolean more = false;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> skip.add(Range.parse(in.message()));
        case 3 -> tells = in.bool();
        case 6 -> more = in.bool();
        default -> in.skip();
      }
    }
    return new Accept(transfer, skip, tells, more);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    skip.forEach(range -> out.message(2, range.write()));
    out.bool(3, tells);
    out.bool(6, more);
  }
}
