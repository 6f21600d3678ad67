package io.sluice.transport.transfer.message;

import java.util.ArrayList;
import java.util.List;

/**
 * What a receiver holds of one file.
 *
 * <pre>message HeldFile { uint32 entry = 1; repeated HeldRun runs = 2; }</pre>
 *
 * @param runs 1 to {@value #MAX_RUNS}, in order, apart from each other
 */
public record HeldFile(int entry, List<HeldRun> runs) {
  /** The most runs of one file: a message holds as many. */
  public static final int MAX_RUNS = 256;

  public HeldFile {
    runs = List.copyOf(runs);
  }

  static HeldFile parse(FieldReader in) throws MalformedMessageException {
    int entry = 0;
    List<HeldRun> runs = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> entry = (int) in.number(Integer.MAX_VALUE);
        case 2 -> add(HeldRun.parse(in.message()), runs);
        default -> in.skip();
      }
    }
    if (runs.isEmpty()) {
      throw new MalformedMessageException("a held file without runs");
    }
    return new HeldFile(entry, runs);
  }

  private static void add(HeldRun run, List<HeldRun> runs) throws MalformedMessageException {
    if (runs.size() == MAX_RUNS || (!runs.isEmpty() && run.first() <= runs.getLast().end())) {
      throw new MalformedMessageException("runs out of order, or too many");
    }
    runs.add(run);
  }

  FieldWriter write() {
    FieldWriter out = new FieldWriter(64);
    out.number(1, entry);
    runs.forEach(run -> out.message(2, run.write()));
    return out;
  }
}
