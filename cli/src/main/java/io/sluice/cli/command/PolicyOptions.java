package io.sluice.cli.command;

import io.sluice.shell.choose.PathPattern;
import io.sluice.shell.view.Sizes;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.ManifestEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is accepted unasked, and what is never accepted. */
class PolicyOptions {
  @Option(
      names = {"-y", "--yes"},
      description =
          "Accept whatever is offered, unasked. Overwrites only with --on-conflict overwrite.")
  private boolean yes;

  @Option(
      names = "--accept",
      paramLabel = "GLOB",
      converter = GlobOption.class,
      description =
          "Accept unasked if every file and link that is offered matches: *.jpg by its name,"
              + " photos/** by its whole path. May be given several times.")
  private List<PathPattern> accepted = new ArrayList<>();

  @Option(
      names = "--max-size",
      paramLabel = "SIZE",
      converter = SizeOption.class,
      description =
          "Refuse, unasked, what is larger in all: for example 500M or 2G. What has no known size"
              + " ends there.")
  private @Nullable Long maxSize;

  @Option(
      names = "--max-files",
      paramLabel = "N",
      description = "Refuse, unasked, what has more files, folders and links.")
  private @Nullable Long maxFiles;

  /** What the user has decided beforehand. */
  sealed interface Verdict {
    /** It is wanted. */
    record Accept() implements Verdict {}

    /** The user was not told of such an offer, and has to be asked. */
    record Ask() implements Verdict {}

    /**
     * It is not wanted.
     *
     * @param reason a phrase for both users
     */
    record Refuse(String reason) implements Verdict {}
  }

  Verdict judge(Manifest manifest) {
    if (maxSize != null && manifest.bytes() > maxSize) {
      return new Verdict.Refuse(tooLarge(maxSize));
    }
    if (maxFiles != null && manifest.count() > maxFiles) {
      return new Verdict.Refuse("it has more than " + Sizes.count(maxFiles, "file"));
    }
    return yes || matches(manifest) ? new Verdict.Accept() : new Verdict.Ask();
  }

  /** Has a stream end where it becomes larger than what is accepted. */
  void bound(IncomingTransfer offer) {
    if (maxSize != null) {
      offer.takeNoMoreThan(maxSize, tooLarge(maxSize));
    }
  }

  private static String tooLarge(long most) {
    return "it is larger than " + Sizes.bytes(most);
  }

  private boolean matches(Manifest manifest) {
    return !accepted.isEmpty() && manifest.stream().allMatch(this::matches);
  }

  /** Folders go where their files go, and come to nothing without them. */
  private boolean matches(ManifestEntry entry) {
    if (entry instanceof ManifestEntry.Directory) {
      return true;
    }
    return accepted.stream().anyMatch(pattern -> pattern.matches(entry.path()));
  }
}
