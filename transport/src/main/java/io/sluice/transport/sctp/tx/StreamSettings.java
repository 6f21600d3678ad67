package io.sluice.transport.sctp.tx;

import java.util.HashMap;
import java.util.Map;

/** What the owner has said about streams: it outlives the streams, and may come before them. */
public final class StreamSettings {
  /** RFC 8831 section 6.4: "normal". */
  public static final int DEFAULT_WEIGHT = 256;

  private final Map<Integer, Integer> weights = new HashMap<>();
  private final Map<Integer, Long> lowThresholds = new HashMap<>();

  /**
   * Weighs a stream against the others.
   *
   * @param weight 1 to 65535
   */
  public void weight(int id, int weight) {
    if (weight < 1 || weight > 0xffff) {
      throw new IllegalArgumentException("weight " + weight);
    }
    if (weight == DEFAULT_WEIGHT) {
      weights.remove(id);
    } else {
      weights.put(id, weight);
    }
  }

  int weight(int id) {
    return weights.getOrDefault(id, DEFAULT_WEIGHT);
  }

  /**
   * Sets to how many waiting bytes a stream must fall for that to be told.
   *
   * @param bytes 0 or more
   */
  public void lowThreshold(int id, long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("threshold " + bytes);
    }
    lowThresholds.put(id, bytes);
  }

  /** Negative when nobody asked to be told. */
  long lowThreshold(int id) {
    return lowThresholds.getOrDefault(id, -1L);
  }
}
