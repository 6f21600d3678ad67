package io.sluice.crypto.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/** The devices that this one knows, in a file. */
public final class PeerStore {
  private static final String FILE = "peers";
  private static final int MOST_BYTES = 4 << 20;

  private final Vault vault;
  private final Path file;

  /** Those of the folder, which need not be there. */
  public PeerStore(Path folder) {
    vault = new Vault(folder);
    file = vault.file(FILE);
  }

  /** What becomes of those that are known. */
  @FunctionalInterface
  public interface Change {
    KnownPeers apply(KnownPeers before) throws StoreException;
  }

  /**
   * Those that are known.
   *
   * @throws StoreException if the file cannot be read or others may read it; or if it is damaged:
   *     once, for then it is set aside, and the next call begins with none
   */
  public KnownPeers load() throws StoreException {
    return vault.locked(this::read);
  }

  /**
   * Changes them, while no other process does; afterwards all or nothing of the change is kept.
   *
   * @throws StoreException as {@link #load}, or if the change throws it
   */
  public KnownPeers change(Change change) throws StoreException {
    return vault.locked(
        () -> {
          KnownPeers before = read();
          KnownPeers after = change.apply(before);
          if (!after.all().equals(before.all())) {
            OwnerOnly.write(file, PeerFormat.write(after));
          }
          return after;
        });
  }

  private KnownPeers read() throws IOException, StoreException {
    byte[] content = OwnerOnly.read(file, MOST_BYTES);
    if (content == null) {
      return KnownPeers.NONE;
    }
    KnownPeers peers = PeerFormat.parse(content);
    return peers != null ? peers : setAside();
  }

  private KnownPeers setAside() throws IOException, StoreException {
    Path aside = file.resolveSibling(FILE + ".damaged-" + Instant.now().getEpochSecond());
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    throw new StoreException(
        ("The list of known devices was damaged and is now %s. From now on every device is a new"
                + " one to this: compare the words with each again.")
            .formatted(aside));
  }
}
