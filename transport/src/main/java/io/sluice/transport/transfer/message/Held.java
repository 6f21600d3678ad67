package io.sluice.transport.transfer.message;

import java.util.ArrayList;
import java.util.List;

/**
 * What the receiver holds already of the next entries, for the sender not to send it. Only after an
 * Accept that announces it; then of all entries, in order.
 *
 * <pre>message Held { uint64 transfer = 1; uint32 through = 2; repeated HeldFile files = 3; }</pre>
 *
 * @param through the entries below this one have now been told; more than in the message before
 * @param files those of them that something is held of, by ascending entry
 */
public record Held(long transfer, int through, List<HeldFile> files) implements TransferMessage {
  static final int TYPE = 16;

  /** As many files as may be in one message. */
  public static final int MAX_FILES = 1024;

  /**
   * The most runs in one message, of all its files together: they and their files take at most 66
   * bytes each.
   */
  public static final int MAX_RUNS = 768;

  public Held {
    files = List.copyOf(files);
  }

  static Held parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    int through = 0;
    List<HeldFile> files = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> through = (int) in.number(Integer.MAX_VALUE);
        case 3 -> add(HeldFile.parse(in.message()), files);
        default -> in.skip();
      }
    }
    return new Held(transfer, through, files);
  }

  private static void add(HeldFile file, List<HeldFile> files) throws MalformedMessageException {
    if (!files.isEmpty() && file.entry() <= files.getLast().entry()) {
      throw new MalformedMessageException("held files out of order");
    }
    files.add(file);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.number(2, through);
    files.forEach(file -> out.message(3, file.write()));
  }
}
