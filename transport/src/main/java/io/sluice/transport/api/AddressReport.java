package io.sluice.transport.api;

import java.util.List;

/**
 * What a code made now would reveal of this machine.
 *
 * @param addresses the first to be tried first; there may be none
 * @param notices sentences for the user about what did not work
 */
public record AddressReport(List<RevealedAddress> addresses, List<String> notices) {
  public AddressReport {
    addresses = List.copyOf(addresses);
    notices = List.copyOf(notices);
  }
}
