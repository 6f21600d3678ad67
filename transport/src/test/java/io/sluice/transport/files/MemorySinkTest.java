package io.sluice.transport.files;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.Manifest;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class MemorySinkTest extends SinkContract {
  private @Nullable MemorySink sink;

  @Override
  Sink open(Manifest manifest) {
    sink = new MemorySink(manifest);
    return sink;
  }

  @Override
  void occupy(EntryPath path) {
    opened().occupy(path);
  }

  @Override
  byte @Nullable [] content(EntryPath path) {
    return opened().content(path);
  }

  @Override
  Set<EntryPath> names() {
    return opened().names();
  }

  private MemorySink opened() {
    return Objects.requireNonNull(sink);
  }
}
