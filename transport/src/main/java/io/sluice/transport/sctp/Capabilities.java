package io.sluice.transport.sctp;

import io.sluice.transport.sctp.api.SctpOptions;
import io.sluice.transport.sctp.packet.ChunkType;
import io.sluice.transport.sctp.packet.InitFields;
import io.sluice.transport.sctp.packet.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a side understands beyond RFC 9260, as it announces it in INIT or INIT ACK.
 *
 * @param interleaving I-DATA, and then DATA no more (RFC 8260)
 * @param forwardTsn FORWARD TSN or, with interleaving, I-FORWARD-TSN (RFC 3758)
 * @param reconfiguration RE-CONFIG (RFC 6525)
 * @param zeroChecksum packets without checksum (RFC 9653). It holds for what its announcer
 *     receives, and says nothing of the other direction
 */
record Capabilities(
    boolean interleaving, boolean forwardTsn, boolean reconfiguration, boolean zeroChecksum) {
  private static final int INTERLEAVING = 1;
  private static final int FORWARD_TSN = 2;
  private static final int RECONFIGURATION = 4;
  private static final int ZERO_CHECKSUM = 8;

  /** Those of this side. */
  static Capabilities of(SctpOptions options) {
    return new Capabilities(options.interleaving(), true, true, options.offerZeroChecksum());
  }

  /**
   * Those that an INIT or INIT ACK announces. RFC 3758 has a parameter of its own for FORWARD TSN;
   * there are peers that only list its chunk type (pion).
   */
  static Capabilities announcedIn(InitFields fields) {
    return new Capabilities(
        lists(fields, ChunkType.I_DATA),
        lists(fields, ChunkType.FORWARD_TSN)
            || lists(fields, ChunkType.I_FORWARD_TSN)
            || fields.parameters().stream()
                .anyMatch(p -> p.type() == Parameter.FORWARD_TSN_SUPPORTED),
        lists(fields, ChunkType.RE_CONFIG),
        fields.parameters().stream().anyMatch(Parameter::allowsZeroChecksumOverDtls));
  }

  private static boolean lists(InitFields fields, int chunkType) {
    return fields.parameters().stream().anyMatch(p -> p.announces(chunkType));
  }

  /** What both sides understand. */
  Capabilities and(Capabilities other) {
    return new Capabilities(
        interleaving && other.interleaving,
        forwardTsn && other.forwardTsn,
        reconfiguration && other.reconfiguration,
        zeroChecksum && other.zeroChecksum);
  }

  /** The parameters that announce them. */
  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    List<Integer> chunkTypes = new ArrayList<>();
    if (reconfiguration) {
      chunkTypes.add(ChunkType.RE_CONFIG);
    }
    if (forwardTsn) {
      all.add(Parameter.forwardTsnSupported());
      chunkTypes.add(ChunkType.FORWARD_TSN);
    }
    if (interleaving) {
      chunkTypes.add(ChunkType.I_DATA);
      chunkTypes.add(ChunkType.I_FORWARD_TSN);
    }
    if (!chunkTypes.isEmpty()) {
      all.add(Parameter.supportedExtensions(chunkTypes));
    }
    if (zeroChecksum) {
      all.add(Parameter.zeroChecksum());
    }
    return all;
  }

  /** The same without {@link #zeroChecksum}. */
  Capabilities withoutZeroChecksum() {
    return new Capabilities(interleaving, forwardTsn, reconfiguration, false);
  }

  byte toBits() {
    return (byte)
        ((interleaving ? INTERLEAVING : 0)
            | (forwardTsn ? FORWARD_TSN : 0)
            | (reconfiguration ? RECONFIGURATION : 0)
            | (zeroChecksum ? ZERO_CHECKSUM : 0));
  }

  static Capabilities ofBits(byte bits) {
    return new Capabilities(
        (bits & INTERLEAVING) != 0,
        (bits & FORWARD_TSN) != 0,
        (bits & RECONFIGURATION) != 0,
        (bits & ZERO_CHECKSUM) != 0);
  }
}
