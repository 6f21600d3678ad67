package io.sluice.transport.session;

import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.channel.ChannelEvent;
import io.sluice.transport.channel.ChannelOptions;
import io.sluice.transport.channel.DataChannels;
import io.sluice.transport.sctp.api.Engine;
import io.sluice.transport.sctp.api.SctpEvent;
import io.sluice.transport.transfer.message.Content;
import io.sluice.transport.transfer.message.Goodbye;
import io.sluice.transport.transfer.message.Hello;
import io.sluice.transport.transfer.message.IdentityMessage;
import io.sluice.transport.transfer.message.MalformedMessageException;
import io.sluice.transport.transfer.message.Message;
import io.sluice.transport.transfer.message.Messages;
import io.sluice.transport.transfer.message.PassphraseMessage;
import io.sluice.transport.transfer.message.PipeData;
import io.sluice.transport.transfer.message.PipeMessage;
import io.sluice.transport.transfer.message.RenewalMessage;
import io.sluice.transport.transfer.message.Text;
import io.sluice.transport.transfer.message.TextTaken;
import io.sluice.transport.transfer.message.TransferMessage;
import io.sluice.transport.transfer.message.Unknown;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the two sides say to each other: a greeting, messages of transfers, a goodbye. Three
 * channels that both sides open without a word: one keeps the order, one carries blocks of files,
 * one the bytes of a pipe.
 */
final class Conversation {
  /** Everything but blocks, in order. */
  static final int CONTROL = 0;

  /** Blocks of files; none waits for another. */
  static final int BLOCKS = 2;

  /** The bytes of the pipe, in order. */
  static final int PIPE = 4;

  static final int PROTOCOL_VERSION = 1;

  /** Room for content, and for control messages beside all the content, in bytes. */
  private static final long ROOM_FOR_CONTENT = Messages.MAX_BYTES + (1L << 18);

  /** Messages that are sent before there is more to read for the disk threads. */
  private static final int TOGETHER = 16;

  private final Engine engine;
  private final DataChannels channels;
  private final Transfers transfers;
  private final Texts texts;
  private final KeyRenewals renewals;
  private final Acquaintance acquaintance;
  private final Pipes pipes;
  private final RateLimit outgoing;
  private final RateLimit incoming;
  private final Consumer<Hello> greeted;
  private @Nullable Message next;
  private boolean pipesTurn;
  private @Nullable Hello met;
  private boolean peerGreeted;
  private boolean leaving;
  private boolean goodbyeSaid;
  private boolean peerLeft;
  private @Nullable Ending ending;
  private @Nullable TransportException complaint;

  /**
   * @param limit bytes of files in a second, in each direction; 0 for as many as can
   */
  Conversation(
      Engine engine,
      boolean evenIds,
      Transfers transfers,
      Texts texts,
      Pipes pipes,
      KeyRenewals renewals,
      long limit,
      Acquaintance acquaintance,
      Consumer<Hello> greeted) {
    this.engine = engine;
    this.transfers = transfers;
    this.texts = texts;
    this.pipes = pipes;
    this.renewals = renewals;
    this.outgoing = new RateLimit(limit);
    this.incoming = new RateLimit(limit);
    this.greeted = greeted;
    this.acquaintance = acquaintance;
    this.next = acquaintance.hello();
    channels = new DataChannels(engine, evenIds, Messages.MAX_BYTES);
    channels.openNegotiated(CONTROL, ChannelOptions.ordered("control"));
    channels.openNegotiated(BLOCKS, ChannelOptions.unordered("blocks"));
    channels.openNegotiated(PIPE, ChannelOptions.ordered("pipe"));
  }

  /** Something has happened to the association that concerns its channels. */
  void receive(SctpEvent event, long now) {
    channels.receive(event, now);
    takeEvents(now);
  }

  /** Takes in what has arrived, as far as the disk keeps up; whether there was anything. */
  boolean read(long now) {
    boolean any = false;
    while (takeMessages(now)) {
      any = true;
      transfers.startWork();
    }
    return any;
  }

  /** As many as are here and may wait for the disk, which then gets them together. */
  private boolean takeMessages(long now) {
    boolean any = false;
    while (transfers.haveRoom() && incoming.allows(now) && channels.pump(now)) {
      any = true;
      takeEvents(now);
    }
    return any;
  }

  private void takeEvents(long now) {
    ChannelEvent event;
    while ((event = channels.pollEvent()) != null) {
      receive(event, now);
    }
  }

  /** Says what there is to say, as far as the engine takes it; whether there was anything. */
  boolean write(long now) {
    boolean any = false;
    renewals.check(now);
    transfers.startWork();
    for (int said = 1; sayNext(now) || sendContent(now); said++) {
      any = true;
      if (said % TOGETHER == 0) {
        transfers.startWork();
      }
    }
    transfers.startWork();
    return any;
  }

  /** For how many nanoseconds a limit holds something up; MAX_VALUE if none does. */
  long delay(long now) {
    long sending = outgoing.delay(now);
    long taking = incoming.delay(now);
    return Math.min(sending == 0 ? Long.MAX_VALUE : sending, taking == 0 ? Long.MAX_VALUE : taking);
  }

  /** Ends all transfers, and takes leave when they have said what they have to say. */
  void sayGoodbye() {
    leaving = true;
    transfers.cancelAll(Problem.INTERRUPTED, "the other side left");
    pipes.close(Problem.INTERRUPTED, "the other side left");
  }

  /** Tells the outside where the transfers stand. */
  void settle(long now) {
    transfers.settle(now);
  }

  /** Whether the goodbye has been said. */
  boolean isSilent() {
    return goodbyeSaid;
  }

  boolean hasPeerLeft() {
    return peerLeft;
  }

  /** Why this side ends the session, or null if it does not. */
  @Nullable TransportException failure() {
    return ending == null ? null : ending.why();
  }

  /** What the peer had against this side when it left, or null if nothing. */
  @Nullable TransportException complaint() {
    return complaint;
  }

  /** Ends the session: from now on the peer is told why, and not heard any more. */
  void end(Ending why) {
    if (ending == null) {
      ending = why;
    }
  }

  /** Sends the next message, which may have waited for room; false if there is none, or no room. */
  private boolean sayNext(long now) {
    Message message = next != null ? next : nextOf();
    if (message == null) {
      return false;
    }
    boolean sent = channels.send(CONTROL, false, message.write(), now);
    next = sent ? null : message;
    goodbyeSaid |= sent && message instanceof Goodbye;
    return sent;
  }

  /** Files and the pipe take turns, so that neither waits for the end of the other. */
  private boolean sendContent(long now) {
    if (next != null
        || ending != null
        || !outgoing.allows(now)
        || engine.sendSpace() < ROOM_FOR_CONTENT) {
      return false;
    }
    pipesTurn = !pipesTurn;
    return pipesTurn ? sendOfPipe(now) || sendOfFiles(now) : sendOfFiles(now) || sendOfPipe(now);
  }

  private boolean sendOfPipe(long now) {
    PipeMessage message = pipes.pollContent();
    if (message == null || !channels.send(PIPE, false, message.write(), now)) {
      return false;
    }
    if (message instanceof PipeData(ByteBuffer data)) {
      outgoing.spend(data.remaining(), now);
    }
    return true;
  }

  private boolean sendOfFiles(long now) {
    Content content = transfers.pollContent();
    if (content == null || !channels.send(BLOCKS, false, content.write(), now)) {
      return false;
    }
    outgoing.spend(content.data().remaining(), now);
    return true;
  }

  private @Nullable Message nextOf() {
    if (ending != null) {
      return goodbyeSaid ? null : lastWord(ending);
    }
    Message identity = acquaintance.poll();
    if (identity != null) {
      return identity;
    }
    Message renewal = renewals.poll();
    Message text = renewal != null ? renewal : texts.poll();
    Message ofPipe = text != null ? text : pipes.pollMessage();
    Message message = ofPipe != null ? ofPipe : transfers.pollMessage();
    return message == null && leaving && !goodbyeSaid ? new Goodbye() : message;
  }

  /** A proof that is due goes first: so both sides see for themselves that it is wrong. */
  private Message lastWord(Ending why) {
    Message proof = acquaintance.pollProof();
    return proof != null ? proof : why.goodbye();
  }

  private void receive(ChannelEvent event, long now) {
    if (!(event instanceof ChannelEvent.Message(int _, boolean _, ByteBuffer payload))) {
      // RFC 8831 section 6.7: the peer broke a channel's rules. Without its channels there is no
      // session; channels of its own that this version does not know do no harm.
      if (event instanceof ChannelEvent.Closed(int id, var _)
          && (id == CONTROL || id == BLOCKS || id == PIPE)) {
        engine.abort("a channel was closed", now);
      }
      return;
    }
    incoming.spend(payload.remaining(), now);
    try {
      receive(Messages.parse(payload), now);
    } catch (MalformedMessageException e) {
      if (!transfers.receiveMalformed(e)) {
        engine.abort("a malformed message", now);
      }
    }
  }

  private void receive(Message message, long now) {
    if (ending != null) {
      return;
    }
    switch (message) {
      case Hello hello when met == null -> meet(hello);
      case Hello _ -> engine.abort("a second greeting", now);
      case PassphraseMessage step when met != null && !peerGreeted -> {
        endUnlessFine(acquaintance.receive(step));
        greetIfProved(met);
      }
      case PassphraseMessage _ -> engine.abort("a passphrase out of turn", now);
      case TransferMessage transfer when peerGreeted -> transfers.receive(transfer);
      case TransferMessage _ -> engine.abort("a transfer before the greeting", now);
      case PipeMessage pipe when peerGreeted -> pipes.receive(pipe);
      case PipeMessage _ -> engine.abort("a pipe before the greeting", now);
      case Text text -> {
        if (!peerGreeted || !texts.receive(text)) {
          engine.abort("a text before the greeting, or too many", now);
        }
      }
      case TextTaken _ -> {
        if (!peerGreeted || !texts.receiveAnswer()) {
          engine.abort("an answer to no text", now);
        }
      }
      case IdentityMessage identity -> endUnlessFine(acquaintance.receive(identity));
      case RenewalMessage renewal when peerGreeted -> renewals.receive(renewal, now);
      case RenewalMessage _ -> engine.abort("a renewal before the greeting", now);
      case Goodbye goodbye -> {
        peerLeft = true;
        complaint = Ending.complaint(goodbye);
      }
      case Unknown _ -> {} // A later version's; what it needs answered, it announces in its Hello.
    }
  }

  private void meet(Hello hello) {
    met = hello;
    endUnlessFine(acquaintance.meet(hello));
    greetIfProved(hello);
  }

  private void greetIfProved(Hello hello) {
    if (ending == null && acquaintance.isProved()) {
      peerGreeted = true;
      renewals.greeted(hello.features());
      greeted.accept(hello);
    }
  }

  private void endUnlessFine(@Nullable Ending why) {
    if (why != null) {
      end(why);
    }
  }
}
