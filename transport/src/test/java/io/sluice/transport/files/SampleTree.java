package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.files.handle.DirectoryHandle;
import io.sluice.transport.files.handle.FileHandle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A tree of made-up files: a manifest, and the content to go with it. */
final class SampleTree {
  static final Instant TIME = Instant.parse("2024-02-29T12:34:56.789012345Z");

  private final List<ManifestEntry> entries = new ArrayList<>();
  private final Map<EntryPath, byte[]> contents = new HashMap<>();

  static EntryPath path(String slashed) {
    return EntryPath.of(slashed.split("/"));
  }

  static byte[] random(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  SampleTree file(String path, byte[] content) {
    return file(path, 0644, TIME, content);
  }

  SampleTree file(String path, int mode, Instant modified, byte[] content) {
    entries.add(new ManifestEntry.File(path(path), mode, modified, content.length));
    contents.put(path(path), content);
    return this;
  }

  SampleTree directory(String path) {
    return directory(path, 0755, TIME);
  }

  SampleTree directory(String path, int mode, Instant modified) {
    entries.add(new ManifestEntry.Directory(path(path), mode, modified));
    return this;
  }

  SampleTree link(String path, String target) {
    entries.add(new ManifestEntry.Symlink(path(path), TIME, target));
    return this;
  }

  Manifest manifest() {
    return Manifest.of(entries);
  }

  byte[] content(int entry) {
    return content(entries.get(entry).path());
  }

  byte[] content(EntryPath path) {
    byte[] content = contents.get(path);
    if (content == null) {
      throw new IllegalArgumentException("no file " + path);
    }
    return content.clone();
  }

  /** Writes the tree to the disk. */
  void materialise(Path base) throws IOException {
    for (ManifestEntry entry : entries) {
      Path place = base.resolve(entry.path().toString());
      switch (entry) {
        case ManifestEntry.File file -> Files.write(place, content(file.path()));
        case ManifestEntry.Directory directory -> Files.createDirectory(place);
        case ManifestEntry.Symlink link -> Files.createSymbolicLink(place, Path.of(link.target()));
        case ManifestEntry.Stream _ -> throw new IllegalStateException("a tree has no streams");
      }
    }
    for (ManifestEntry entry : entries.reversed()) {
      setAttributes(base.resolve(entry.path().toString()), entry);
    }
  }

  private static void setAttributes(Path place, ManifestEntry entry) throws IOException {
    Attributes attributes = new Attributes(entry.mode(), entry.modified());
    String name = place.getFileName().toString();
    try (DirectoryHandle folder = DirectoryHandle.open(place.getParent())) {
      switch (entry) {
        case ManifestEntry.Symlink _ -> attributes.setOfLink(folder, name);
        case ManifestEntry.Directory _ -> {
          try (DirectoryHandle directory = folder.openDirectory(name)) {
            attributes.set(directory);
          }
        }
        case ManifestEntry.File _, ManifestEntry.Stream _ -> {
          try (FileHandle file = folder.openToWrite(name)) {
            attributes.set(file);
          }
        }
      }
    }
  }

  /** A tree with something of everything: about {@code files} files in nested folders. */
  static SampleTree large(int files, long seed) {
    Random random = new Random(seed);
    SampleTree tree = new SampleTree().directory("top", 0750, TIME.plusNanos(1));
    List<String> folders = new ArrayList<>(List.of("top"));
    for (int i = 0; i < files; i++) {
      String folder = folders.get(random.nextInt(folders.size()));
      Instant modified = TIME.plusSeconds(random.nextInt(1 << 28)).plusNanos(random.nextInt(999));
      if (i % 10 == 3 && folder.chars().filter(c -> c == '/').count() < 20) {
        folders.add(folder + "/d" + i);
        tree.directory(folders.getLast(), i % 3 == 0 ? 0500 : 0711, modified);
      } else {
        int size = i % 50 == 0 ? 300_000 : random.nextInt(3) * random.nextInt(2_000);
        int mode = Arrays.asList(0644, 0600, 0755, 0400, 0444).get(random.nextInt(5));
        tree.file(folder + "/f" + i + " ü", mode, modified, random(size, i));
      }
      if (i % 100 == 7) {
        tree.link(folder + "/l" + i, "./somewhere/f" + i);
      }
    }
    return tree;
  }
}
