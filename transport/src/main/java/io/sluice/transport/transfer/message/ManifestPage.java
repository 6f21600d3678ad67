package io.sluice.transport.transfer.message;

import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * The next entries of the manifest that is offered, numbered on from the page before.
 *
 * <pre>message ManifestPage { uint64 transfer = 1; bool last = 2; repeated Entry entries = 3; }
 * </pre>
 *
 * @param last whether the manifest ends here
 */
public record ManifestPage(long transfer, List<ManifestEntry> entries, boolean last)
    implements TransferMessage {
  static final int TYPE = 4;

  /** The longest page that a side writes, in bytes. */
  static final int MAX_BYTES = 60 * 1024;

  public ManifestPage {
    entries = List.copyOf(entries);
  }

  static ManifestPage parse(FieldReader in) throws MalformedMessageException {
    long transfer = 0;
    boolean last = false;
    List<ManifestEntry> entries = new ArrayList<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> transfer = in.number(Long.MAX_VALUE);
        case 2 -> last = in.bool();
        case 3 -> {
          EntryPath before = entries.isEmpty() ? null : entries.getLast().path();
          entries.add(Entry.parse(in.message(), before));
        }
        default -> in.skip();
      }
    }
    return new ManifestPage(transfer, entries, last);
  }

  void write(FieldWriter out) {
    out.number(1, transfer);
    out.bool(2, last);
    EntryPath before = null;
    for (ManifestEntry entry : entries) {
      out.message(3, Entry.write(entry, before));
      before = entry.path();
    }
  }
}
