package io.sluice.crypto.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder of all that is kept. What is done under its lock is done by one thread of one process
 * at a time; readers need no lock, since files change as a whole.
 */
final class Vault {
  /** A lock of the operating system is one process's; this is its threads'. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final Path folder;

  Vault(Path folder) {
    this.folder = folder;
  }

  /** Something to do with the folder. */
  @FunctionalInterface
  interface Work<R> {
    R run() throws IOException, StoreException;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /**
   * Does it under the lock; the folder is made if it is not there.
   *
   * @throws StoreException if it fails
   */
  <R> R locked(Work<R> work) throws StoreException {
    THREADS.lock();
    try {
      OwnerOnly.makeFolder(folder);
      Path lock = file("lock");
      try (FileChannel channel =
              FileChannel.open(
                  lock,
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  OwnerOnly.fileAttributes(lock));
          FileLock held = channel.lock()) {
        assert held.isValid();
        return work.run();
      }
    } catch (IOException e) {
      throw failed(e);
    } finally {
      THREADS.unlock();
    }
  }

  StoreException failed(IOException e) {
    return new StoreException(
        "What sluice keeps in %s cannot be read or written: %s. The variable SLUICE_HOME names"
                .formatted(folder, e)
            + " another folder.",
        e);
  }
}
