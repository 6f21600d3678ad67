package io.sluice.transport.sctp.attack;

import io.sluice.transport.sctp.HandMadePeer;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A hostile peer that sends the worst packets of one kind, as fast as it can.
 *
 * @param name for messages
 * @param victim makes an association in the state that the flood is aimed at
 * @param packets what the n-th packet is, once the victim is known
 * @param mostAnswered how many bytes may be answered for each byte
 */
record Flood(
    String name,
    Victim victim,
    Function<HandMadePeer, IntFunction<ByteBuffer>> packets,
    int mostAnswered) {

  /** INIT ACK with its cookie is the largest of the usual answers, for the smallest question. */
  private static final int USUAL_ANSWER = 4;

  Flood(String name, Victim victim, Function<HandMadePeer, IntFunction<ByteBuffer>> packets) {
    this(name, victim, packets, USUAL_ANSWER);
  }

  /** Brings an association about. */
  interface Victim {
    HandMadePeer make() throws Exception;
  }

  /**
   * What so many packets cost.
   *
   * @param packetsIn how many they were
   * @param bytesIn their bytes
   * @param cpuNanos processor time of receiving them and answering
   * @param allocated bytes of heap, garbage included
   * @param packetsOut packets sent in answer
   * @param bytesOut the bytes of those
   */
  record Cost(
      long packetsIn,
      long bytesIn,
      long cpuNanos,
      long allocated,
      long packetsOut,
      long bytesOut) {}

  @Override
  public String toString() {
    return name;
  }
}
