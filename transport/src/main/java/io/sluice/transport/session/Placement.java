package io.sluice.transport.session;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.transport.api.Problem;
import io.sluice.transport.compress.Zstd;
import io.sluice.transport.files.DiskFullException;
import io.sluice.transport.files.FileException;
import io.sluice.transport.files.Sink;
import io.sluice.transport.files.WholeFile;
import io.sluice.transport.transfer.DiskTask;
import io.sluice.transport.transfer.PlaceFailure;
import io.sluice.transport.transfer.Receiver;
import io.sluice.transport.transfer.message.Digest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small files that came whole, on their way to the disk. For one disk thread. */
final class Placement {
  private final DiskTask.Place task;
  private final Sink target;
  private final Map<Integer, PlaceFailure> failures = new HashMap<>();

  Placement(DiskTask.Place task, Sink target) {
    this.task = task;
    this.target = target;
  }

  /** Verifies the files and puts them in place; what is returned tells the receiver. */
  Runnable carryOut(Receiver receiver) {
    Map<Integer, FileException> unplaced = target.place(verified());
    List<DiskTask.Place.Whole> left = new ArrayList<>();
    String full = "";
    for (DiskTask.Place.Whole file : task.files()) {
      FileException failure = unplaced.get(file.entry());
      if (failure instanceof DiskFullException) {
        left.add(file);
        full = failure.reason();
      } else if (failure != null) {
        failures.put(file.entry(), new PlaceFailure(failure.problem(), failure.reason()));
      }
    }
    if (left.isEmpty()) {
      return () -> receiver.placed(task, failures);
    }
    DiskTask.Place rest = new DiskTask.Place(left, task.data(), task.plainLength());
    String reason = full;
    return () -> receiver.placeWaits(task, rest, failures, reason);
  }

  /** The files that are what was announced. */
  private List<WholeFile> verified() {
    List<WholeFile> right = new ArrayList<>();
    LeafHash hash = new LeafHash();
    byte @Nullable [] plain = plain();
    for (DiskTask.Place.Whole file : task.files()) {
      byte[] root = plain == null ? new byte[0] : hash.rootOf(plain, file.offset(), file.length());
      if (plain != null && file.root().equals(Digest.of(root))) {
        ByteBuffer content = ByteBuffer.wrap(plain, file.offset(), file.length());
        right.add(new WholeFile(file.entry(), content, root));
      } else {
        failures.put(
            file.entry(), new PlaceFailure(Problem.INTEGRITY, "what arrived is not the file"));
      }
    }
    return right;
  }

  private byte @Nullable [] plain() {
    if (task.plainLength() > 0) {
      return Zstd.restore(task.data(), task.plainLength());
    }
    byte[] plain = new byte[task.data().remaining()];
    task.data().duplicate().get(plain);
    return plain;
  }
}
