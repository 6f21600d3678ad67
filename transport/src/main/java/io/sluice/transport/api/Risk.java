package io.sluice.transport.api;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What makes an entry worth a second look before it is received, by its name and mode alone: the
 * content may be anything anyway. The gravest first.
 */
public enum Risk {
  /** Lets someone in, or is what lets the user in elsewhere: {@code .ssh} and its like. */
  KEYS("opens or guards a login"),
  /** Is run when a shell starts. */
  SHELL_START("runs when a shell starts"),
  /** Is run when the user logs in, or by the system's clock. */
  AUTOSTART("starts by itself"),
  /** Is run by git: a hook, or settings that name programs. */
  GIT("runs when git is used"),
  /** Is run, or read as orders, by a development tool that opens its folder. */
  TOOL("runs when a tool opens the folder"),
  /** Has a name that looks like another: with characters that cannot be seen, or two endings. */
  MISLEADING_NAME("a name that misleads"),
  /** Can be run. */
  PROGRAM("a program"),
  /** Leads elsewhere, if only inside what is received. */
  LINK("a link"),
  /** Is not shown by most programs. */
  HIDDEN("hidden");

  private final String words;

  Risk(String words) {
    this.words = words;
  }

  /** A phrase for the user, of one such entry. */
  public String words() {
    return words;
  }

  /** Whether it can do something without being opened by the user. */
  public boolean isGrave() {
    return compareTo(MISLEADING_NAME) <= 0;
  }

  /** The risks of an entry, wherever in a home directory or project it may be received. */
  public static Set<Risk> of(ManifestEntry entry) {
    Set<Risk> risks = EnumSet.noneOf(Risk.class);
    RiskyNames.addTo(risks, entry);
    switch (entry) {
      case ManifestEntry.File _, ManifestEntry.Stream _ -> {
        if ((entry.mode() & 0111) != 0 || RiskyNames.isProgram(entry.path().name())) {
          risks.add(PROGRAM);
        }
      }
      case ManifestEntry.Symlink _ -> risks.add(LINK);
      case ManifestEntry.Directory _ -> {}
    }
    return Collections.unmodifiableSet(risks);
  }
}
