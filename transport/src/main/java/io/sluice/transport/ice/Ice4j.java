package io.sluice.transport.ice;

import java.io.IOException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Tames ice4j, whose settings are system properties that it reads once. */
public final class Ice4j {
  /** Kept, because the log manager forgets the level of a logger that nobody holds. */
  private static final List<Logger> SILENCED =
      Stream.of("org.ice4j", "org.jitsi", "JitsiConfig").map(Logger::getLogger).toList();

  static {
    // It logs passwords.
    SILENCED.forEach(
        logger -> {
          logger.setLevel(Level.OFF);
          logger.setUseParentHandlers(false);
        });
    // By default the first agent asks 169.254.169.254 whether it runs in a cloud.
    System.setProperty("ice4j.harvest.mapping.aws.enabled", "false");
    System.setProperty("org.ice4j.REQUIRE_MESSAGE_INTEGRITY", "true");
    System.setProperty("ice4j.software", "");
    // People are slow: a check is repeated for six minutes, at most 0.4 s apart.
    System.setProperty("org.ice4j.MAX_RETRANSMISSIONS", "900");
    System.setProperty("org.ice4j.MAX_CTRAN_RETRANS_TIMER", "400");
    // Consent (RFC 7675) is asked for often enough that 10 s without any is a dead path.
    System.setProperty("ice4j.consent-freshness.interval", "3 seconds");
    System.setProperty("ice4j.consent-freshness.max-retransmissions", "12");
  }

  private Ice4j() {}

  /** Applies the settings, if that has not been done. Comes before any other use of ice4j. */
  static void configure() {
    // The static block has done it.
  }

  /**
   * Loads ice4j and lets two agents find each other in memory, so that the first real attempt is
   * fast. Takes about a second of one core: call it early, on a thread of its own. Sends nothing.
   */
  public static void prepare() {
    try {
      WarmUp.run();
    } catch (IOException | RuntimeException e) {
      // Then the first attempt is slow, or fails with a better message.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
