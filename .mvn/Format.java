import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs google-java-format over every Java source of the project, on the JDK that compiles it.
 *
 * <p>{@code mvn process-sources} checks; {@code mvn process-sources -N -Dformat=write} rewrites. What
 * has not changed since all was found well formatted is not looked at again.
 */
class Format {
  /** Its time is that of the last run that found nothing to complain of; gone after a clean. */
  private static final Path STAMP = Path.of("target", "tools", "formatted");

  public static void main(String[] args) throws Exception {
    FileTime began = FileTime.fromMillis(System.currentTimeMillis());
    boolean write = args.length == 1 && args[0].equals("write");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    arguments.addAll(sources());
    if (arguments.size() == (write ? 1 : 2)) {
      return;
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int exit =
        new com.google.googlejavaformat.java.Main(out, err, System.in)
            .format(arguments.toArray(new String[0]));
    out.flush();
    err.flush();
    if (exit != 0) {
      System.err.println("Not formatted: run mvn process-sources -N -Dformat=write");
    } else {
      Files.createDirectories(STAMP.getParent());
      Files.write(STAMP, new byte[0]);
      Files.setLastModifiedTime(STAMP, began);
    }
    System.exit(exit);
  }

  private static List<String> sources() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module : List.of("crypto", "transport", "shell", "cli")) {
      Path sources = Path.of(module, "src");
      if (Files.isDirectory(sources)) {
        try (Stream<Path> files = Files.walk(sources)) {
          files
              .filter(file -> file.toString().endsWith(".java") && isNews(file))
              .map(Path::toString)
              .sorted()
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private static boolean isNews(Path file) {
    try {
      return !Files.exists(STAMP)
          || Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(STAMP)) >= 0;
    } catch (IOException e) {
      return true;
    }
  }
}
