package io.sluice.transport.session;

import io.sluice.transport.api.Listing;
import io.sluice.transport.api.PeerText;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.files.FileSource;
import io.sluice.transport.files.SkippedFile;
import java.util.List;

/** What would be offered, without a peer to offer it to. */
final class Preview {
  private Preview() {}

  /** Looks at what is selected. */
  static Listing of(Selection selection) throws TransportException {
    try (FileSource source = FileSource.scan(selection)) {
      return new Listing(source.manifest(), notices(source), source.leftOut());
    }
  }

  /** What of a source is not sent, each as a sentence. */
  static List<String> notices(FileSource source) {
    return source.skipped().stream().map(Preview::notice).toList();
  }

  private static String notice(SkippedFile skipped) {
    return "\""
        + PeerText.escape(skipped.path().toString())
        + "\" is not sent: "
        + skipped.reason();
  }
}
