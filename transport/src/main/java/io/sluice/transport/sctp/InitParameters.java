package io.sluice.transport.sctp;

import io.sluice.transport.sctp.packet.ErrorCause;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be made of an INIT or INIT ACK of the peer (RFC 9260 sections 3.2.1 and 3.3.2). */
final class InitParameters {
  /** What is quoted of parameters that are not known, so that an answer is never the larger one. */
  private static final int QUOTED = 256;

  /** An INIT that advertises less must not be sent (section 3.3.2). */
  private static final int SMALLEST_WINDOW = 1500;

  private InitParameters() {}

  /** What makes it unacceptable; null when nothing does. */
  static @Nullable ErrorCause objectionTo(InitFields fields) {
    if (!fields.isAcceptable() || fields.window() < SMALLEST_WINDOW) {
      return ErrorCause.invalidMandatoryParameter();
    }
    // Section 3.3.2.1.3: deprecated.
    return find(fields, Parameter.HOST_NAME) == null ? null : ErrorCause.unresolvableAddress();
  }

  /** The first parameter of a type, or null. */
  static @Nullable Parameter find(InitFields fields, int type) {
    for (Parameter parameter : fields.parameters()) {
      if (parameter.type() == type) {
        return parameter;
      }
    }
    return null;
  }

  /** Section 3.2.1: what the two top bits of unknown types ask to be reported. */
  static List<Parameter> unrecognized(InitFields fields) {
    List<Parameter> reports = new ArrayList<>();
    int room = QUOTED;
    for (Parameter parameter : fields.parameters()) {
      if (parameter.isKnown()) {
        continue;
      }
      if (parameter.mustBeReported() && parameter.value().length + 4 <= room) {
        reports.add(Parameter.unrecognized(parameter));
        room -= parameter.value().length + 4;
      }
      if (!parameter.mayBeSkipped()) {
        break;
      }
    }
    return reports;
  }
}
