package io.sluice.crypto.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.secret.Secret;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The key of this device in a file: made when it is first needed, and then for ever the same. */
public final class IdentityStore {
  private static final String FILE = "device-key";
  private static final byte[] HEADER = "sluice device key 1\n".getBytes(US_ASCII);
  private static final int MOST = 1024;
  private static final HexFormat HEX = HexFormat.of();

  private final Vault vault;
  private final Path file;

  /** That of the folder, which need not be there. */
  public IdentityStore(Path folder) {
    vault = new Vault(folder);
    file = vault.file(FILE);
  }

  /**
   * The key; of two processes that need the first at once, one makes it and both have it.
   *
   * @throws StoreException if it cannot be kept, or others may read it, or the file is damaged
   */
  public DeviceIdentity loadOrCreate(RandomGenerator random) throws StoreException {
    return vault.locked(
        () -> {
          byte[] content = OwnerOnly.read(file, MOST);
          if (content != null) {
            return parse(content);
          }
          DeviceIdentity made = DeviceIdentity.generate(random);
          byte[] fresh = format(made);
          OwnerOnly.write(file, fresh);
          Arrays.fill(fresh, (byte) 0);
          return made;
        });
  }

  private DeviceIdentity parse(byte[] content) throws StoreException {
    byte @Nullable [] key = privateKey(content);
    Arrays.fill(content, (byte) 0);
    if (key == null) {
      // Never replaced unasked: others would take the new key for an attack.
      throw new StoreException(
          ("The file %s does not hold a device key: put a copy of it back; or remove it, and this"
                  + " device will be a new one to those who know it.")
              .formatted(file));
    }
    try {
      return DeviceIdentity.of(Secret.copyOf(key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte @Nullable [] privateKey(byte[] content) {
    int length = HEADER.length + 2 * DeviceIdentity.PRIVATE_BYTES + 1;
    if (content.length != length
        || !Arrays.equals(HEADER, 0, HEADER.length, content, 0, HEADER.length)) {
      return null;
    }
    byte[] key = new byte[DeviceIdentity.PRIVATE_BYTES];
    for (int i = 0; i < key.length; i++) {
      int high = digit(content[HEADER.length + 2 * i]);
      int low = digit(content[HEADER.length + 2 * i + 1]);
      if (high < 0 || low < 0) {
        return null;
      }
      key[i] = (byte) (high << 4 | low);
    }
    return key;
  }

  private static int digit(byte symbol) {
    return HexFormat.isHexDigit(symbol) ? HexFormat.fromHexDigit(symbol) : -1;
  }

  /** Byte by byte: no text of the key stays behind in memory. */
  private static byte[] format(DeviceIdentity identity) {
    byte[] key = identity.privateKey().exposeCopy();
    byte[] out = Arrays.copyOf(HEADER, HEADER.length + 2 * key.length + 1);
    int at = HEADER.length;
    for (byte b : key) {
      out[at++] = (byte) HEX.toHighHexDigit(b);
      out[at++] = (byte) HEX.toLowHexDigit(b);
    }
    out[at] = '\n';
    Arrays.fill(key, (byte) 0);
    return out;
  }
}
