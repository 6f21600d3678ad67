package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in an application folder of its own, with Javas that only say that they ran. */
@Timeout(60)
class LauncherIT {
  @TempDir private Path folder;
  private Path application;

  private record Result(int exit, String out, String err) {}

  @BeforeEach
  void makeApplication() throws IOException {
    application = Files.createDirectory(folder.resolve("an application"));
    Files.copy(Path.of("..", "sluice"), application.resolve("sluice"));
    executable(application.resolve("sluice"));
    Files.createDirectory(application.resolve("lib"));
    Files.createFile(application.resolve("lib").resolve("sluice-cli.jar"));
  }

  /** A Java that prints its home, the locale and its arguments. */
  private Path java(String name, String version) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.createDirectory(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "A=\"b\"\nJAVA_VERSION=\"" + version + "\"\n");
    Path java = home.resolve("bin").resolve("java");
    Files.writeString(
        java, "#!/bin/sh\necho " + name + "\necho \"$LC_ALL\"\nprintf '%s\\n' \"$@\"\n");
    executable(java);
    return home;
  }

  private Result run(Path program, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), out, err);
  }

  private Result run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    return run(application.resolve("sluice"), variables, arguments);
  }

  private static void executable(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void argumentsReachTheProgramAsTheyAre() throws Exception {
    Path java = java("java25", "25.0.1");
    Result result =
        run(Map.of("JAVA_HOME", java.toString()), "send", "two words", "$HOME", "*", "");
    assertEquals(0, result.exit(), result.err());
    assertTrue(
        result.out().endsWith("lib/sluice-cli.jar\nsend\ntwo words\n$HOME\n*\n\n"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void aJavaThatIsTooOldIsPassedOver() throws Exception {
    Path old = java("java17", "17.0.2");
    Path older = java("java8", "1.8.0_402");
    for (Path home : List.of(old, older)) {
      Result result = run(Map.of("JAVA_HOME", home.toString()), "--version");
      assertFalse(result.out().startsWith("java17") || result.out().startsWith("java8"));
    }
  }

  @Test
  void aJavaOfThePathIsFoundThroughItsLinks() throws Exception {
    Path java = java("java31", "31");
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("java"), java.resolve("bin").resolve("java"));
    Result result = run(Map.of("PATH", bin + ":" + System.getenv("PATH")));
    assertTrue(result.out().startsWith("java31\n"), result.out() + result.err());
  }

  @Test
  void theJavaThatTheUserNamesIsTaken() throws Exception {
    Path named = java("named", "25");
    Path home = java("home", "25");
    Result result =
        run(
            Map.of(
                "SLUICE_JAVA",
                named.resolve("bin").resolve("java").toString(),
                "JAVA_HOME",
                home.toString()));
    assertTrue(result.out().startsWith("named\n"), result.out());
    Result missing = run(Map.of("SLUICE_JAVA", "/no/such/java"));
    assertEquals(1, missing.exit());
    assertTrue(missing.err().contains("/no/such/java"), missing.err());
  }

  @Test
  void withoutUtf8InTheLocaleItIsPutThere() throws Exception {
    Path java = java("java25", "25.0.1");
    Result plain = run(Map.of("JAVA_HOME", java.toString(), "LANG", "C"));
    assertTrue(plain.out().startsWith("java25\nC.UTF-8\n"), plain.out());
    Result german = run(Map.of("JAVA_HOME", java.toString(), "LANG", "de_DE.utf8"));
    assertTrue(german.out().startsWith("java25\n\n"), german.out());
  }

  @Test
  void streamsThatAreNoTerminalsAreNotCalledSo() throws Exception {
    Path java = java("java25", "25.0.1");
    Result result = run(Map.of("JAVA_HOME", java.toString()));
    assertTrue(result.out().contains("\n-Dsluice.terminals=\n"), result.out());
  }

  @Test
  void theProgramIsFoundThroughALinkToTheLauncher() throws Exception {
    Path java = java("java25", "25.0.1");
    Path link = folder.resolve("link");
    Files.createSymbolicLink(link, Path.of("an application", "sluice"));
    Result result = run(link, Map.of("JAVA_HOME", java.toString()));
    assertTrue(
        result.out().contains(application.toRealPath() + "/lib/sluice-cli.jar"), result.out());
    assertTrue(
        result.out().contains("-Dsluice.launcher=" + application.toRealPath() + "/sluice\n"),
        result.out());
  }

  @Test
  void aStartUpCacheOfOlderJarsIsNotUsed() throws Exception {
    Path java = java("java25", "25.0.1");
    Path cache = Files.createFile(application.resolve("sluice.aot"));
    Path jar = application.resolve("lib").resolve("sluice-cli.jar");
    Files.setLastModifiedTime(application.resolve("lib"), Files.getLastModifiedTime(cache));
    Files.setLastModifiedTime(jar, Files.getLastModifiedTime(cache));
    Map<String, String> variables = Map.of("JAVA_HOME", java.toString());
    assertTrue(run(variables).out().contains("-XX:AOTCache=" + cache.toRealPath()));
    Files.setLastModifiedTime(
        jar, FileTime.fromMillis(Files.getLastModifiedTime(cache).toMillis() + 5000));
    assertFalse(run(variables).out().contains("AOTCache"));
  }
}
