package io.sluice.transport.ice;

import io.sluice.crypto.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A TURN server, and who one is there (RFC 8656).
 *
 * @param server {@code HOST:PORT} or {@code [IPV6]:PORT}, of UDP
 * @param user the name that the server knows
 * @param password in UTF-8
 */
public record TurnServer(String server, String user, Secret password) {
  /** The key of long-term credentials (RFC 8489 section 9.2.2): the server chooses MD5, not we. */
  byte[] key(String realm) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      md5.update((user + ":" + realm + ":").getBytes(StandardCharsets.UTF_8));
      return md5.digest(password.exposeCopy());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no MD5", e);
    }
  }
}
