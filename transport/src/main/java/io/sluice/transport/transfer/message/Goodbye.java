package io.sluice.transport.transfer.message;

import io.sluice.transport.api.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The last message of a side that closes the session.
 *
 * <pre>message Goodbye { Problem problem = 1; string reason = 2; }</pre>
 *
 * @param problem what is wrong with the session or the peer; null if it ends in good order
 * @param reason a phrase for the other user, cut at 512 bytes of UTF-8; not escaped
 */
public record Goodbye(@Nullable Problem problem, String reason) implements Message {
  static final int TYPE = 2;

  /** The end of a session in good order. */
  public Goodbye() {
    this(null, "");
  }

  static Goodbye parse(FieldReader in) throws MalformedMessageException {
    long problem = 0;
    String reason = "";
    while (in.next()) {
      switch (in.field()) {
        case 1 -> problem = in.bits();
        case 2 -> reason = in.text(Messages.MAX_REASON_BYTES);
        default -> in.skip();
      }
    }
    return new Goodbye(problem == 0 ? null : ProblemCode.problem(problem), reason);
  }

  void write(FieldWriter out) {
    out.number(1, ProblemCode.of(problem));
    out.text(2, reason, Messages.MAX_REASON_BYTES);
  }
}
