package io.sluice.transport.transfer.message;

import io.sluice.transport.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The last word of the reader of a direction. Without a problem: it has taken all up to {@link
 * PipeEnd}, and it is what was sent. With one: it takes no more, and the pipe is over in both
 * directions; or it was asked for a pipe and wants none.
 *
 * <pre>message PipeClose { Problem problem = 1; string reason = 2; }</pre>
 *
 * @param problem null if there is none
 * @param reason a phrase for the other user, cut at 512 bytes of UTF-8; not escaped
 */
public record PipeClose(@Nullable Problem problem, String reason) implements PipeMessage {
  static final int TYPE = 29;

  /** All was taken and is right. */
  public static PipeClose complete() {
    return new PipeClose(null, "");
  }

  static PipeClose parse(FieldReader in) throws MalformedMessageException {
    Problem problem = null;
    String reason = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> {
          long code = in.bits();
          problem = code == 0 ? null : ProblemCode.problem(code);
        }
        case 2 -> reason = in.text(Messages.MAX_REASON_BYTES);
        default -> in.skip();
      }
    }
    return new PipeClose(problem, reason);
  }

  void write(FieldWriter out) {
    out.number(1, ProblemCode.of(problem));
    out.text(2, reason, Messages.MAX_REASON_BYTES);
  }
}
