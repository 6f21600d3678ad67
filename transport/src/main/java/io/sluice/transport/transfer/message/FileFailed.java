package io.sluice.transport.transfer.message;

import io.sluice.transport.api.Problem;

/**
 * The sender cannot send a file, or not the rest of it; the others go on.
 *
 * <pre>
 * message FileFailed {
 *   uint64 transfer = 1; uint32 entry = 2; Problem problem = 3; string reason = 4;
 * }
 * </pre>
 *
 * @param reason a phrase for the other user, cut at 512 bytes of UTF-8; not escaped
 */
public record FileFailed(long transfer, int entry, Problem problem, String reason)
    implements TransferMessage {
  static final int TYPE = 9;

  static FileFailed parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int entry = 0;
    Problem problem = Problem.OTHER;
    String reason = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 3 -> problem = ProblemCode.problem(in.bits());
        case 4 -> reason = in.text(Messages.MAX_REASON_BYTES);
        default -> in.skip();
      }
    }
    return new FileFailed(transfer, entry, problem, reason);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, entry);
    out.number(3, ProblemCode.of(problem));
    out.text(4, reason, Messages.MAX_REASON_BYTES);
  }
}
