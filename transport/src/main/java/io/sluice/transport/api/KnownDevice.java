package io.sluice.transport.api;

import java.time.Instant;

/**
 * A device that this one knows again.
 *
 * @param name what it is called here: no other is called so, and it is safe to show
 * @param key its public key in 64 hexadecimal digits
 * @param firstSeen when it was first kept
 * @param lastSeen when it was last connected
 * @param verified whether people have made sure that this is its key
 * @param needsNoCode whether both devices keep a secret by which they meet without a code
 */
public record KnownDevice(
    String name,
    String key,
    Instant firstSeen,
    Instant lastSeen,
    boolean verified,
    boolean needsNoCode) {}
