package io.sluice.transport.files;

import io.sluice.transport.api.Decisions;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.files.handle.DirectoryHandle;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The same sink on systems without calls relative to an open directory. */
class PathFileSinkTest extends FileSinkTest {
  @Override
  FileSink sink(Path target, Manifest manifest) {
    return new FileSink(target, manifest, Decisions.TAKE_ALL, DirectoryHandle::openByPath);
  }

  /** Java cannot set a fraction of a second before 1970. */
  @Override
  Instant stored(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
