package io.sluice.cli.command;

import io.sluice.transport.api.ConflictPolicy;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What becomes of files whose names are taken. */
final class ConflictOption {
  @Option(
      names = "--on-conflict",
      paramLabel = "HOW",
      converter = Converter.class,
      description =
          "Where a name is taken: ask, overwrite, rename, skip, or fail, which receives nothing."
              + " Default: ask; where nobody can be asked, fail.")
  private How how = How.ASK;

  @Option(
      names = "--update",
      description =
          "Overwrite what is there, and have only what differs from it be sent: compares every"
              + " file that is there.")
  private boolean update;

  /** What is to be done, or null if somebody is to be asked. */
  @Nullable ConflictPolicy policy() {
    return update ? ConflictPolicy.UPDATE : how.policy;
  }

  /** The words for it. */
  enum How {
    ASK(null),
    OVERWRITE(ConflictPolicy.OVERWRITE),
    RENAME(ConflictPolicy.RENAME),
    SKIP(ConflictPolicy.SKIP),
    FAIL(ConflictPolicy.FAIL);

    private final @Nullable ConflictPolicy policy;

    How(@Nullable ConflictPolicy policy) {
      this.policy = policy;
    }
  }

  static final class Converter implements ITypeConverter<How> {
    @Override
    public How convert(String word) {
      for (How how : How.values()) {
        if (how.name().toLowerCase(Locale.ROOT).equals(word)) {
          return how;
        }
      }
      throw new TypeConversionException(
          "'" + word + "' is none of ask, overwrite, rename, skip and fail");
    }
  }
}
