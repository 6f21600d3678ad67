package io.sluice.cli.print;

import io.sluice.shell.view.SavedText;
import io.sluice.transport.api.SavedTransfer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Transfers that wait to be brought to their end, as a result on standard output. */
public final class SavedPrinter {
  private final PrintStream out;

  public SavedPrinter(PrintStream out) {
    this.out = out;
  }

  /** A line each. */
  public void text(List<SavedTransfer> saved) {
    saved.forEach(transfer -> out.println(SavedText.line(transfer, Instant.now())));
    out.flush();
  }

  /** A JSON object a line. */
  public void json(List<SavedTransfer> saved) {
    saved.forEach(transfer -> out.println(json(transfer)));
    out.flush();
  }

  private static String json(SavedTransfer saved) {
    String what =
        switch (saved) {
          case SavedTransfer.Sent sent ->
              "\"side\":\"send\",\"paths\":["
                  + sent.selection().paths().stream()
                      .map(Path::toString)
                      .map(Json::string)
                      .collect(Collectors.joining(","))
                  + "]";
          case SavedTransfer.Received received ->
              "\"side\":\"receive\",\"target\":" + Json.string(received.target().toString());
        };
    return "{\"id\":%s,%s,\"files\":%d,\"bytes\":%d,\"totalBytes\":%d,\"modified\":\"%s\"}"
        .formatted(
            Json.string(saved.id()),
            what,
            saved.files(),
            saved.bytes(),
            saved.totalBytes(),
            saved.modified());
  }
}
