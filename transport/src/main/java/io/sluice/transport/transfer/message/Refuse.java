package io.sluice.transport.transfer.message;

import io.sluice.transport.api.Problem;

/**
 * The receiver does not take what is offered. The transfer is over.
 *
 * <pre>message Refuse { uint64 transfer = 1; Problem problem = 2; string reason = 3; }</pre>
 *
 * @param reason a phrase for the other user, cut at 512 bytes of UTF-8; not escaped
 */
public record Refuse(long transfer, Problem problem, String reason) implements TransferMessage {
  static final int TYPE = 6;

  static Refuse parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    Problem problem = Problem.OTHER;
    String reason = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> problem = ProblemCode.problem(in.bits());
        case 3 -> reason = in.text(Messages.MAX_REASON_BYTES);
        default -> in.skip();
      }
    }
    return new Refuse(transfer, problem, reason);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, ProblemCode.of(problem));
    out.text(3, reason, Messages.MAX_REASON_BYTES);
  }
}
