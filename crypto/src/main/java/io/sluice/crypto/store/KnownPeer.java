package io.sluice.crypto.store;

import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A device that this one knows.
 *
 * @param name what it is called here, unlike all others: 1 to {@value #MAX_NAME} characters
 * @param firstSeen when it was first kept, in whole seconds
 * @param lastSeen when it was last connected, in whole seconds
 * @param verified whether its user and this one have made sure of its key
 * @param secret what both keep to meet without a code, or null if one of them does not want to
 */
public record KnownPeer(
    String name,
    DeviceKey key,
    Instant firstSeen,
    Instant lastSeen,
    boolean verified,
    @Nullable Secret secret) {
  /** The longest name, in characters. */
  public static final int MAX_NAME = 64;

  KnownPeer named(String other) {
    return new KnownPeer(other, key, firstSeen, lastSeen, verified, secret);
  }

  KnownPeer seen(Instant now) {
    return new KnownPeer(name, key, firstSeen, now, verified, secret);
  }

  KnownPeer trusted() {
    return new KnownPeer(name, key, firstSeen, lastSeen, true, secret);
  }

  KnownPeer sharing(Secret pairSecret) {
    return new KnownPeer(name, key, firstSeen, lastSeen, verified, pairSecret);
  }
}
