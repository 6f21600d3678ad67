package io.sluice.transport.manifest;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.PeerText;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a manifest together, an entry at a time, in order. It takes no more memory than what comes
 * out: of what came before, it needs the path of the last entry only.
 */
public final class ManifestBuilder {
  private final List<byte[]> blocks = new ArrayList<>();
  private final BlockWriter block = new BlockWriter();
  private long blockBytes;
  private int count;
  private int files;
  private int directories;
  private long bytes;

  /** The entry before: its components, and the places of the directories among them. */
  private List<String> last = List.of();

  private boolean lastIsDirectory = true;
  private final int[] folders = new int[EntryPath.MAX_DEPTH];

  /** How many entries there are so far. */
  public int count() {
    return count;
  }

  /** The content of all files so far; {@code Long.MAX_VALUE} if it is more. */
  public long bytes() {
    return bytes;
  }

  /** About what the entries so far take in memory, in bytes. */
  public long memory() {
    return blockBytes + block.length();
  }

  /**
   * Adds the next entry.
   *
   * @throws IllegalArgumentException if it does not come after the one before in the order of
   *     {@link EntryPath#compareTo}, or the directory that it is in was not listed; the message
   *     says which, and escapes what it quotes
   */
  public void add(ManifestEntry entry) {
    List<String> path = entry.path().components();
    int depth = path.size() - 1;
    checkPlace(entry.path(), depth);
    block.add(entry, count, depth == 0 ? -1 : folders[depth - 1]);
    folders[depth] = count;
    last = path;
    lastIsDirectory = entry instanceof ManifestEntry.Directory;
    count(entry);
    if (count % PackedManifest.BLOCK == 0) {
      endBlock();
    }
  }

  private void count(ManifestEntry entry) {
    count++;
    boolean stream = entry instanceof ManifestEntry.Stream;
    files += stream || entry instanceof ManifestEntry.File ? 1 : 0;
    directories += lastIsDirectory ? 1 : 0;
    bytes = entry.size() > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : bytes + entry.size();
  }

  private void checkPlace(EntryPath path, int depth) {
    List<String> names = path.components();
    int shared = 0;
    while (shared < Math.min(last.size(), depth + 1)
        && last.get(shared).equals(names.get(shared))) {
      shared++;
    }
    if (shared > depth) {
      throw new IllegalArgumentException(quoted(path) + " is listed twice");
    }
    if (shared < last.size() && EntryPath.compareNames(last.get(shared), names.get(shared)) > 0) {
      throw new IllegalArgumentException(quoted(path) + " is not listed in order");
    }
    if (shared < depth || (shared == last.size() && !lastIsDirectory)) {
      throw new IllegalArgumentException(quoted(path) + " is not in a folder listed before it");
    }
  }

  private static String quoted(EntryPath path) {
    return "\"" + PeerText.escape(path.toString()) + "\"";
  }

  /** What was added; nothing can be added any more. */
  public Manifest build() {
    if (block.length() > 0) {
      endBlock();
    }
    return new PackedManifest(blocks.toArray(new byte[0][]), count, files, directories, bytes);
  }

  private void endBlock() {
    // What an array takes beside its bytes, and who refers to it.
    blockBytes += block.length() + 24;
    blocks.add(block.take());
  }
}
