package io.sluice.transport.api;

import java.util.List;

/**
 * What this machine seals with.
 *
 * @param offered the ciphers that are offered and taken, the preferred first; one at least
 * @param aesInHardware whether the processor has instructions for AES
 * @param aesGcmCorrect whether this Java's AES-GCM passed its test; if not, it is not offered
 */
public record CipherReport(List<Cipher> offered, boolean aesInHardware, boolean aesGcmCorrect) {
  public CipherReport {
    offered = List.copyOf(offered);
  }
}
