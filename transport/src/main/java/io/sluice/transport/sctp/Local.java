package io.sluice.transport.sctp;

import java.util.random.RandomGenerator;

/**
 * What this side chose for an association.
 *
 * @param tag what the peer must put into the header of its packets; never 0
 * @param initialTsn the TSN of the first chunk of data
 */
record Local(int tag, int initialTsn) {

  /** RFC 9260 section 5.3.1: unpredictable, or a stranger could send in the peer's name. */
  static Local choose(RandomGenerator random) {
    int tag;
    do {
      tag = random.nextInt();
    } while (tag == 0);
    return new Local(tag, random.nextInt());
  }
}
