package io.sluice.cli.print;

import io.sluice.shell.view.OfferText;
import io.sluice.transport.api.Listing;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Risk;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;

/** What would be sent, as a result on standard output. */
public final class ListingPrinter {
  private final PrintStream out;

  public ListingPrinter(PrintStream out) {
    this.out = out;
  }

  /** A line for each entry. */
  public void text(Listing listing) {
    listing.manifest().forEach(entry -> out.println(OfferText.line(entry)));
    out.flush();
  }

  /** A JSON object a line: for each entry, and a last one for the sum. */
  public void json(Listing listing) {
    listing.manifest().forEach(entry -> out.println(json(entry)));
    String notices = listing.notices().stream().map(Json::string).collect(Collectors.joining(","));
    out.println(
        "{\"type\":\"sum\",\"entries\":%d,\"files\":%d,\"bytes\":%d,\"leftOut\":%d,\"notices\":[%s]}"
            .formatted(
                listing.manifest().count(),
                listing.manifest().files(),
                listing.manifest().bytes(),
                listing.leftOut(),
                notices));
    out.flush();
  }

  private static String json(ManifestEntry entry) {
    String kind =
        switch (entry) {
          case ManifestEntry.Stream _ -> "\"type\":\"stream\"";
          case ManifestEntry.File file -> "\"type\":\"file\",\"size\":" + file.size();
          case ManifestEntry.Directory _ -> "\"type\":\"directory\"";
          case ManifestEntry.Symlink link ->
              "\"type\":\"link\",\"target\":" + Json.string(link.target());
        };
    String risks =
        Risk.of(entry).stream()
            .map(risk -> Json.string(risk.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(","));
    return "{%s,\"path\":%s,\"mode\":\"%04o\",\"modified\":\"%s\",\"risks\":[%s]}"
        .formatted(
            kind, Json.string(entry.path().toString()), entry.mode(), entry.modified(), risks);
  }
}
