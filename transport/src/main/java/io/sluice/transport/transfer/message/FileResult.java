package io.sluice.transport.transfer.message;

import io.sluice.transport.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * How one entry ended at the receiver.
 *
 * <pre>message FileResult { uint32 entry = 1; Problem problem = 2; string reason = 3; }</pre>
 *
 * @param problem null if it was verified and is in place
 * @param reason a phrase for the other user, cut at 512 bytes of UTF-8; not escaped
 */
public record FileResult(int entry, @Nullable Problem problem, String reason) {
  /** The entry was verified and is in place. */
  public static FileResult inPlace(int entry) {
    return new FileResult(entry, null, "");
  }

  static FileResult parse(FieldReader in) throws MalformedMessageException {
    int entry = 0;
    Problem problem = null;
    String reason = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 2 -> {
          long code = in.bits();
          problem = code == 0 ? null : ProblemCode.problem(code);
        }
        case 3 -> reason = in.text(Messages.MAX_REASON_BYTES);
        default -> in.skip();
      }
    }
    return new FileResult(entry, problem, reason);
  }

  FieldWriter write() {
    FieldWriter out = new FieldWriter(16);
    out.number(1, entry);
    out.number(2, ProblemCode.of(problem));
    out.text(3, reason, Messages.MAX_REASON_BYTES);
    return out;
  }
}
