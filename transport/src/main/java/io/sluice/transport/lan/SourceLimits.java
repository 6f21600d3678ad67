package io.sluice.transport.lan;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one address may try: {@value #ATTEMPTS} exchanges and {@value #WRONG_GUESSES} wrong
 * guesses in ten minutes, over all codes of this node. Remembers a bounded number of addresses.
 */
public final class SourceLimits {
  static final int ATTEMPTS = 10;
  static final int WRONG_GUESSES = 3;
  static final int MOST_SOURCES = 1024;

  private static final long WINDOW_NANOS = 600_000_000_000L;

  private record Tally(long since, int attempts, int wrong) {}

  private final Map<InetAddress, Tally> sources =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Tally> eldest) {
          return size() > MOST_SOURCES;
        }
      };

  /**
   * Counts one attempt.
   *
   * @param now monotonic nanoseconds
   * @return whether it is allowed
   */
  public synchronized boolean allows(InetAddress source, long now) {
    Tally tally = current(source, now);
    sources.put(source, new Tally(tally.since, tally.attempts + 1, tally.wrong));
    return tally.attempts < ATTEMPTS && tally.wrong < WRONG_GUESSES;
  }

  /** Counts one wrong guess. */
  public synchronized void wrongGuess(InetAddress source, long now) {
    Tally tally = current(source, now);
    sources.put(source, new Tally(tally.since, tally.attempts, tally.wrong + 1));
  }

  private Tally current(InetAddress source, long now) {
    Tally tally = sources.get(source);
    return tally == null || now - tally.since > WINDOW_NANOS ? new Tally(now, 0, 0) : tally;
  }
}
