package io.sluice.transport.sctp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.Init;
import io.sluice.transport.sctp.packet.InitAck;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {

  @Test
  void whatIsAnnouncedIsUnderstoodAsItWasMeant() {
    for (int bits = 0; bits < 16; bits++) {
      Capabilities all = Capabilities.ofBits((byte) bits);
      assertEquals(bits, all.toBits());
      Capabilities read = Capabilities.announcedIn(fields(all.parameters()));
      // I-FORWARD-TSN goes with I-DATA.
      boolean forwards = all.forwardTsn() || all.interleaving();
      assertEquals(
          new Capabilities(all.interleaving(), forwards, all.reconfiguration(), all.zeroChecksum()),
          read);
    }
  }

  /** As pion before version 3.2 announces it: without the parameter of RFC 3758. */
  @Test
  void aListedForwardTsnIsEnough() {
    Parameter list =
        Parameter.supportedExtensions(List.of(ChunkType.RE_CONFIG, ChunkType.FORWARD_TSN));
    assertTrue(Capabilities.announcedIn(fields(List.of(list))).forwardTsn());
    assertFalse(Capabilities.announcedIn(fields(List.of())).forwardTsn());
  }

  @Test
  void interleavingIsAnnouncedOnlyWhenItIsWanted() throws Exception {
    List<Parameter> everything = Capabilities.ofBits((byte) 15).parameters();
    for (boolean wanted : new boolean[] {false, true}) {
      SctpOptions options = SctpOptions.defaults().withInterleaving(wanted);
      HandMadePeer peer = new HandMadePeer(options);
      peer.association.connect(peer.now);
      Init init = PacketBuilder.find(peer.drain(), Init.class);
      assertEquals(wanted, Capabilities.announcedIn(init.fields()).interleaving());
      HandMadePeer asked = new HandMadePeer(options);
      asked.send(PacketBuilder.packet(0).chunk(HandMadePeer.init(1, everything)));
      InitAck answer = PacketBuilder.find(asked.drain(), InitAck.class);
      assertEquals(wanted, Capabilities.announcedIn(answer.fields()).interleaving());
    }
  }

  private static InitFields fields(List<Parameter> parameters) {
    return new InitFields(1, 1 << 20, 1, 1, 1, parameters);
  }

  @Test
  void anInitAckAnnouncesNothingThatTheInitDidNot() throws Exception {
    HandMadePeer asked = new HandMadePeer(SctpOptions.defaults().withInterleaving(true));
    asked.send(PacketBuilder.packet(0).chunk(HandMadePeer.init(1, List.of())));
    InitAck answer = PacketBuilder.find(asked.drain(), InitAck.class);
    assertEquals(
        List.of(Parameter.STATE_COOKIE),
        answer.fields().parameters().stream().map(Parameter::type).toList());
  }
}
