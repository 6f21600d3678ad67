package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.sctp.packet.AddStreamsRequest;
import io.sluice.transport.sctp.packet.IncomingResetRequest;
import io.sluice.transport.sctp.packet.OutgoingResetRequest;
import io.sluice.transport.sctp.packet.Reconfig;
import io.sluice.transport.sctp.packet.ReconfigParameter;
import io.sluice.transport.sctp.packet.ReconfigResponse;
import io.sluice.transport.sctp.packet.TsnResetRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Speaks RE-CONFIG (RFC 6525): asks for resets of the streams of this side, and answers what the
 * peer asks for. Of that only the reset of its own streams is performed: how streams of this side
 * are counted, and how many there are, is not for the peer to say.
 */
final class Reconfiguration {
  private final Context context;

  Reconfiguration(Context context) {
    this.context = context;
  }

  /** The user wants streams of this side reset; false when that is not possible. */
  boolean reset(Set<Integer> streamIds) {
    if (!(context.state() instanceof State.Established(Tcb tcb)) || !tcb.agreed.reconfiguration()) {
      return false;
    }
    for (int id : streamIds) {
      if (id < 0 || id >= tcb.outgoingStreams) {
        throw new IllegalArgumentException("stream " + id);
      }
    }
    tcb.outgoingResets.want(streamIds);
    return true;
  }

  /** A packet is about to be filled: asks for a reset whose streams have been drained. */
  void advance(Tcb tcb, long now) {
    if (context.state().sendsData()) {
      OutgoingResetRequest request = tcb.outgoingResets.next(tcb.requests.last(), context.pathMtu);
      if (request != null) {
        send(tcb, request, now);
      }
    }
  }

  private void send(Tcb tcb, OutgoingResetRequest request, long now) {
    context.send(new Reconfig(List.of(request)));
    context.timers.reconfig.start(now + tcb.rto.timeout());
  }

  /** The timer has expired (section 5.1.1): the request goes again. */
  void handleTimeout(Tcb tcb, long now) {
    if (!tcb.outgoingResets.isPutOff()) {
      tcb.rto.backOff();
      if (context.countUnanswered()) {
        return;
      }
    }
    OutgoingResetRequest request = tcb.outgoingResets.again();
    if (request != null) {
      send(tcb, request, now);
    }
  }

  void onReconfig(Reconfig chunk, Tcb tcb, long now) {
    List<ReconfigParameter> answers = new ArrayList<>();
    for (ReconfigParameter parameter : chunk.parameters()) {
      switch (parameter) {
        case ReconfigResponse response -> onResponse(response, tcb, now);
        case OutgoingResetRequest request -> answers.add(answer(tcb, request.number(), request));
        case IncomingResetRequest request -> answers.add(answer(tcb, request.number(), null));
        case TsnResetRequest request -> answers.add(answer(tcb, request.number(), null));
        case AddStreamsRequest request -> answers.add(answer(tcb, request.number(), null));
      }
    }
    if (!answers.isEmpty()) {
      context.send(new Reconfig(answers));
    }
  }

  /**
   * Answers a request: one that was answered before as it was then (section 5.2.1).
   *
   * @param reset what is to be performed; null: nothing, it is denied
   */
  private static ReconfigResponse answer(
      Tcb tcb, int number, @Nullable OutgoingResetRequest reset) {
    if (tcb.requests.isNew(number)) {
      int result = reset == null ? ReconfigResponse.DENIED : tcb.incomingResets.request(reset);
      tcb.requests.note(result);
    }
    return new ReconfigResponse(number, tcb.requests.resultOf(number));
  }

  private void onResponse(ReconfigResponse response, Tcb tcb, long now) {
    OutgoingResetRequest request = tcb.outgoingResets.pending();
    if (request == null || !tcb.outgoingResets.isAnsweredBy(response)) {
      return;
    }
    context.answered();
    switch (response.result()) {
      case ReconfigResponse.IN_PROGRESS, ReconfigResponse.ALREADY_IN_PROGRESS -> {
        tcb.outgoingResets.putOff();
        context.timers.reconfig.start(now + tcb.rto.timeout());
      }
      case ReconfigResponse.PERFORMED, ReconfigResponse.NOTHING_TO_DO ->
          finish(tcb, request.streamIds(), true);
      default -> finish(tcb, request.streamIds(), false);
    }
  }

  private void finish(Tcb tcb, List<Integer> streamIds, boolean performed) {
    context.timers.reconfig.stop();
    tcb.outgoingResets.finish(performed);
    context.events.add(new SctpEvent.OutgoingReset(streamIds, performed));
  }

  /** Something has arrived, or was taken: a reset that waited for it is performed and answered. */
  void performWaiting(Tcb tcb) {
    OutgoingResetRequest performed = tcb.incomingResets.performWaiting();
    if (performed != null) {
      tcb.requests.amend(performed.number(), ReconfigResponse.PERFORMED);
      context.send(
          new Reconfig(
              List.of(new ReconfigResponse(performed.number(), ReconfigResponse.PERFORMED))));
    }
  }

  /** Tells of resets of the peer whose earlier messages have been taken. */
  void tell(Tcb tcb) {
    SctpEvent.IncomingReset event;
    while ((event = tcb.incomingResets.poll()) != null) {
      context.events.add(event);
      performWaiting(tcb);
    }
  }
}
