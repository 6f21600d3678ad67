package io.sluice.transport.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names that systems and tools act on, as file systems that fold case would find them. */
final class RiskyNames {
  private static final Set<String> KEY_FOLDERS =
      Set.of(".ssh", ".gnupg", ".aws", ".kube", ".docker", ".password-store");

  private static final Set<String> KEY_FILES =
      Set.of(".netrc", ".pgpass", ".git-credentials", ".rhosts", ".shosts", "authorized_keys");

  private static final Set<String> SHELL_FILES =
      Set.of(
          ".bashrc",
          ".bash_profile",
          ".bash_login",
          ".bash_logout",
          ".bash_aliases",
          ".profile",
          ".zshrc",
          ".zshenv",
          ".zprofile",
          ".zlogin",
          ".zlogout",
          ".kshrc",
          ".cshrc",
          ".tcshrc",
          ".login",
          ".inputrc",
          ".xprofile",
          ".xinitrc",
          ".xsession",
          ".xsessionrc",
          "config.fish",
          "profile.ps1",
          "microsoft.powershell_profile.ps1");

  /** Folders, as the end of a path, in which everything starts by itself. */
  private static final List<List<String>> AUTOSTART_FOLDERS =
      List.of(
          List.of("autostart"),
          List.of("systemd", "user"),
          List.of("systemd", "system"),
          List.of("launchagents"),
          List.of("launchdaemons"),
          List.of("startup"),
          List.of("fish", "conf.d"),
          List.of("environment.d"),
          List.of("cron.d"),
          List.of("init.d"));

  private static final Set<String> AUTOSTART_FILES =
      Set.of("autorun.inf", "crontab", "desktop.ini", ".pam_environment", ".xsessionrc");

  private static final Set<String> TOOL_FILES =
      Set.of(
          ".envrc",
          ".vimrc",
          ".exrc",
          ".nvimrc",
          ".gdbinit",
          ".lldbinit",
          ".emacs",
          ".npmrc",
          ".gitattributes",
          ".gitmodules",
          ".gitconfig",
          "conftest.py",
          "sitecustomize.py");

  private static final List<List<String>> TOOL_FOLDERS =
      List.of(List.of(".vscode"), List.of(".idea"), List.of(".devcontainer"), List.of(".emacs.d"));

  private static final Set<String> PROGRAM_ENDINGS =
      Set.of(
          "exe",
          "com",
          "bat",
          "cmd",
          "ps1",
          "psm1",
          "msi",
          "msp",
          "scr",
          "pif",
          "cpl",
          "hta",
          "vbs",
          "vbe",
          "jse",
          "wsf",
          "wsh",
          "lnk",
          "url",
          "reg",
          "dll",
          "jar",
          "app",
          "command",
          "pkg",
          "dmg",
          "workflow",
          "desktop",
          "appimage",
          "deb",
          "rpm",
          "run",
          "sh");

  /** Endings of what is looked at, behind which a program likes to hide. */
  private static final Set<String> HARMLESS_ENDINGS =
      Set.of(
          "jpg", "jpeg", "png", "gif", "pdf", "txt", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
          "odt", "mp3", "mp4", "avi", "mkv", "zip", "htm", "html", "csv");

  private RiskyNames() {}

  static void addTo(Set<Risk> risks, ManifestEntry entry) {
    List<String> names = new ArrayList<>();
    for (String component : entry.path().components()) {
      names.add(folded(component));
      if (hidesCharacters(component)) {
        risks.add(Risk.MISLEADING_NAME);
      }
    }
    String name = names.getLast();
    if (names.stream().anyMatch(KEY_FOLDERS::contains) || KEY_FILES.contains(name)) {
      risks.add(Risk.KEYS);
    }
    if (SHELL_FILES.contains(name)) {
      risks.add(Risk.SHELL_START);
    }
    if (isIn(names, AUTOSTART_FOLDERS) || AUTOSTART_FILES.contains(name)) {
      risks.add(Risk.AUTOSTART);
    }
    if (names.contains(".git")) {
      risks.add(Risk.GIT);
    }
    if (isIn(names, TOOL_FOLDERS) || TOOL_FILES.contains(name)) {
      risks.add(Risk.TOOL);
    }
    if (hasTwoFaces(name)) {
      risks.add(Risk.MISLEADING_NAME);
    }
    if (names.stream().anyMatch(n -> n.startsWith("."))) {
      risks.add(Risk.HIDDEN);
    }
  }

  static boolean isProgram(String name) {
    return PROGRAM_ENDINGS.contains(ending(folded(name)));
  }

  /**
   * As Windows and macOS find it: without case, without characters that are not seen, without dots
   * and spaces at the end.
   */
  private static String folded(String name) {
    if (isPlain(name)) {
      return name;
    }
    StringBuilder seen = new StringBuilder();
    name.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(seen::appendCodePoint);
    int end = seen.length();
    while (end > 0 && (seen.charAt(end - 1) == '.' || seen.charAt(end - 1) == ' ')) {
      end--;
    }
    return seen.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** Whether a name is as it is found everywhere: most are, and there may be millions of them. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
      if (!plain) {
        return false;
      }
    }
    return !name.endsWith(".");
  }

  /** Whether one of the folders begins the path, or stands in it, and something is in it. */
  private static boolean isIn(List<String> names, List<List<String>> folders) {
    List<String> parents = names.subList(0, names.size() - 1);
    return folders.stream().anyMatch(folder -> contains(parents, folder));
  }

  private static boolean contains(List<String> names, List<String> folder) {
    return java.util.Collections.indexOfSubList(names, folder) >= 0;
  }

  private static boolean hidesCharacters(String name) {
    return !isPlain(name) && (!PeerText.escape(name).equals(name) || !name.equals(name.strip()));
  }

  /** {@code photo.jpg.exe}. */
  private static boolean hasTwoFaces(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && PROGRAM_ENDINGS.contains(ending(name))
        && HARMLESS_ENDINGS.contains(ending(name.substring(0, dot).strip()));
  }

  private static String ending(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
