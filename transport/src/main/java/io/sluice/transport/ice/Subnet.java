package io.sluice.transport.ice;

import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that begin with the same bits (RFC 4632, RFC 4291 section 2.3).
 *
 * @param address one of them
 * @param prefix how many bits they share, 0 to 32 or 0 to 128
 */
public record Subnet(InetAddress address, int prefix) {
  private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f:.]+)/([0-9]{1,3})");

  public Subnet {
    if (prefix < 0 || prefix > 8 * address.getAddress().length) {
      throw new IllegalArgumentException("prefix " + prefix);
    }
  }

  /** Reads {@code ADDRESS/PREFIX}; null if the text is something else. Looks no name up. */
  public static @Nullable Subnet parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      return new Subnet(
          InetAddress.ofLiteral(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** Whether the address is of the same family and begins with the same bits. */
  public boolean contains(InetAddress other) {
    byte[] ours = address.getAddress();
    byte[] theirs = other.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit += 8) {
      int mask = prefix - bit >= 8 ? 0xff : 0xff << (8 - (prefix - bit));
      if (((ours[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
