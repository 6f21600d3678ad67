package io.sluice.crypto.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The file of known devices: ASCII, a line each, and a last line by which a cut is noticed.
 *
 * <pre>
 *   sluice peers 1
 *   KEY verified|met FIRST-SEEN LAST-SEEN SECRET|- NAME
 *   end COUNT
 * </pre>
 *
 * Key and secret are hexadecimal, times are seconds since 1970, the name is percent-encoded.
 */
final class PeerFormat {
  private static final String HEADER = "sluice peers 1";
  private static final String END = "end ";
  private static final String VERIFIED = "verified";
  private static final String MET = "met";
  private static final String NO_SECRET = "-";
  private static final int FIELDS = 6;
  private static final int SECRET_BYTES = 32;
  private static final HexFormat HEX = HexFormat.of();

  private PeerFormat() {}

  static byte[] write(KnownPeers peers) {
    StringBuilder out = new StringBuilder(HEADER).append('\n');
    peers.all().forEach(peer -> out.append(line(peer)).append('\n'));
    return out.append(END).append(peers.all().size()).append('\n').toString().getBytes(US_ASCII);
  }

  private static String line(KnownPeer peer) {
    return String.join(
        " ",
        peer.key().toString(),
        peer.verified() ? VERIFIED : MET,
        Long.toString(peer.firstSeen().getEpochSecond()),
        Long.toString(peer.lastSeen().getEpochSecond()),
        secretText(peer.secret()),
        URLEncoder.encode(peer.name(), UTF_8));
  }

  private static String secretText(@Nullable Secret secret) {
    if (secret == null) {
      return NO_SECRET;
    }
    byte[] bytes = secret.exposeCopy();
    try {
      return HEX.formatHex(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** Null if the file is not as {@link #write} makes it. */
  static @Nullable KnownPeers parse(byte[] content) {
    List<String> lines = new String(content, US_ASCII).lines().toList();
    int count = lines.size() - 2;
    if (count < 0
        || !lines.getFirst().equals(HEADER)
        || !lines.getLast().equals(END + count)
        || content[content.length - 1] != '\n') {
      return null;
    }
    List<KnownPeer> peers = new ArrayList<>();
    Set<Object> unique = new HashSet<>();
    for (String line : lines.subList(1, count + 1)) {
      KnownPeer peer = peer(line);
      if (peer == null
          || !unique.add(peer.key())
          || !unique.add(peer.name().toLowerCase(Locale.ROOT))) {
        return null;
      }
      peers.add(peer);
    }
    return KnownPeers.of(peers);
  }

  private static @Nullable KnownPeer peer(String line) {
    String[] fields = line.split(" ", -1);
    if (fields.length != FIELDS || !(fields[1].equals(VERIFIED) || fields[1].equals(MET))) {
      return null;
    }
    try {
      String name = URLDecoder.decode(fields[5], UTF_8);
      return name.isBlank() || name.length() > KnownPeer.MAX_NAME
          ? null
          : new KnownPeer(
              name,
              DeviceKey.parse(fields[0]),
              Instant.ofEpochSecond(Long.parseLong(fields[2])),
              Instant.ofEpochSecond(Long.parseLong(fields[3])),
              fields[1].equals(VERIFIED),
              fields[4].equals(NO_SECRET) ? null : secret(fields[4]));
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  private static Secret secret(String text) {
    byte[] bytes = HEX.parseHex(text);
    if (bytes.length != SECRET_BYTES) {
      throw new IllegalArgumentException("a secret of " + bytes.length + " bytes");
    }
    Secret secret = Secret.copyOf(bytes);
    Arrays.fill(bytes, (byte) 0);
    return secret;
  }
}
