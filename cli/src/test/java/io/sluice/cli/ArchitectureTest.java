package io.sluice.cli;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the lines that docs/ARCHITECTURE.md draws between the packages of all modules. */
class ArchitectureTest {
  private static final String ROOT = "io.sluice.";

  /**
   * Who may import whom, of our own packages. A package may always use itself; {@code x.*} is x and
   * what is below it. A package without a row fails the build: give it one with thought.
   */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          row("crypto"),
          row("crypto.secret"),
          row("crypto.digest"),
          row("crypto.pairing", "crypto", "crypto.identity", "crypto.secret"),
          row("crypto.dtls", "crypto", "crypto.secret"),
          row("crypto.identity", "crypto", "crypto.secret"),
          row("crypto.store", "crypto", "crypto.identity", "crypto.secret"),
          row("transport.api"),
          row("transport.sctp.api"),
          row("transport.sctp.packet", "transport.sctp.api"),
          row("transport.sctp.rx", "transport.sctp.api", "transport.sctp.packet"),
          row("transport.sctp.congestion", "transport.sctp.api"),
          row(
              "transport.sctp.tx",
              "transport.sctp.api",
              "transport.sctp.congestion",
              "transport.sctp.packet"),
          row("transport.sctp", "transport.sctp.*"),
          // In a build with -Pjitsi-sctp only; found as a service, so nobody imports it.
          row("transport.jitsi", "transport.sctp.api", "transport.sctp.packet"),
          row("transport.channel", "transport.sctp.api"),
          row("transport.transfer.message", "transport.api"),
          row("transport.manifest", "transport.api"),
          row(
              "transport.transfer",
              "transport.transfer.message",
              "transport.manifest",
              "transport.api",
              "crypto.digest"),
          row("transport.stream", "transport.transfer.message", "transport.api"),
          row("transport.compress", "transport.api"),
          row("transport.files.handle"),
          row("transport.files.journal", "crypto.digest"),
          row("transport.files.select", "transport.files.handle"),
          row(
              "transport.files",
              "transport.files.*",
              "transport.manifest",
              "transport.api",
              "crypto.digest"),
          row("transport.signal", "transport.api", "crypto.secret", "crypto.pairing"),
          row("transport.lan", "transport.api", "transport.signal"),
          row("transport.udp"),
          row("transport.ice", "transport.udp", "crypto.secret"),
          row(
              "transport.session",
              "crypto.*",
              "transport.api",
              "transport.channel",
              "transport.compress",
              "transport.files",
              "transport.files.handle",
              "transport.files.journal",
              "transport.ice",
              "transport.lan",
              "transport.sctp",
              "transport.sctp.api",
              "transport.signal",
              "transport.stream",
              "transport.transfer",
              "transport.transfer.message",
              "transport.udp"),
          row("transport", "transport.api", "transport.session", "transport.signal"),
          row("shell", "shell.*", "transport", "transport.api"),
          row("shell.choose", "shell.view", "transport.api"),
          row("shell.command", "shell.choose", "shell.session", "shell.view", "transport.api"),
          row("shell.session", "shell.choose", "shell.view", "transport.api"),
          row("shell.view", "transport.api"),
          row("cli", "cli.command", "cli.print", "transport"),
          row(
              "cli.command",
              "cli.demo",
              "cli.print",
              "shell",
              "shell.choose",
              "shell.command",
              "shell.view",
              "transport.api"),
          row("cli.demo", "shell.view", "transport.api"),
          row("cli.print", "shell.view", "transport.api"));

  /** One library per module, and within transport one package for it. */
  private static final Map<String, Set<String>> LIBRARIES =
      Map.of(
          "crypto.*", Set.of("org.bouncycastle."),
          "transport.ice", Set.of("org.ice4j.", "org.jitsi.", "kotlin."),
          "transport.lan", Set.of("javax.jmdns."),
          "transport.udp", Set.of("jdk.net."),
          "transport.compress", Set.of("com.github.luben.zstd."),
          "transport.jitsi", Set.of("org.jitsi_modified.", "org.jitsi."),
          "shell.*", Set.of("org.jline.", "com.google.zxing."),
          "cli.*", Set.of("picocli."));

  private static final Set<String> EVERYWHERE = Set.of("java.", "javax.crypto.", "org.jspecify.");

  /** Bytes and time go in, answers come out: no I/O, no thread, no lock, no clock. */
  private static final List<String> CORES =
      List.of(
          "crypto.secret",
          "crypto.digest",
          "crypto.pairing",
          "transport.sctp.*",
          "transport.channel",
          "transport.manifest",
          "transport.stream",
          "transport.transfer.*");

  private static final Set<String> NOT_IN_CORES =
      Set.of(
          "java.net.",
          "java.nio.channels.",
          "java.nio.file.",
          "java.util.concurrent.",
          "java.lang.Thread",
          "java.io.File",
          "java.io.RandomAccessFile",
          "java.time.Clock",
          "java.util.Timer");

  private static final Set<String> CLOCKS =
      Set.of("System.nanoTime", "System.currentTimeMillis", "Instant.now");

  private static JavaClasses classes;

  @BeforeAll
  static void importEverything() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.sluice");
  }

  @Test
  void seesAllModules() {
    Set<String> modules = new TreeSet<>();
    classes.forEach(c -> modules.add(room(c).replaceFirst("\\..*", "")));
    assertEquals(Set.of("cli", "crypto", "shell", "transport"), modules);
  }

  @Test
  void packagesImportOnlyWhatTheTableAllows() {
    assertNone(
        violations(
            d ->
                isOurs(d.getTargetClass())
                    && !mayImport(room(d.getOriginClass()), room(target(d)))));
  }

  @Test
  void everyPackageHasARowInTheTable() {
    Set<String> strangers = new TreeSet<>();
    classes.stream().map(ArchitectureTest::room).forEach(strangers::add);
    strangers.removeAll(MAY_IMPORT.keySet());
    assertEquals(Set.of(), strangers);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.sluice.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void eachLibraryHasOneHome() {
    assertNone(violations(d -> !isOurs(target(d)) && !mayUseLibrary(d)));
  }

  @Test
  void coresTouchNoNetworkNoFileNoThreadAndNoClock() {
    List<String> found =
        violations(
            d ->
                isIn(CORES, room(d.getOriginClass()))
                    && startsWithAny(NOT_IN_CORES, target(d).getName()));
    classes.stream()
        .filter(c -> isIn(CORES, room(c)))
        .flatMap(c -> c.getMethodCallsFromSelf().stream())
        .filter(call -> CLOCKS.contains(methodName(call)))
        .forEach(call -> found.add(call.getDescription()));
    // A secret may be erased by one thread while another uses it: the one lock in a core package.
    classes.stream()
        .filter(c -> isIn(CORES, room(c)) && !room(c).equals("crypto.secret"))
        .flatMap(c -> c.getMethods().stream())
        .filter(m -> m.getModifiers().contains(JavaModifier.SYNCHRONIZED))
        .forEach(m -> found.add(m.getFullName() + " is synchronized"));
    assertNone(found);
  }

  /** Codes, keys, nonces and names come from SecureRandom, or from where the caller says. */
  @Test
  void nothingIsDrawnFromAPredictableSource() {
    Set<String> predictable =
        Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom");
    // What is told there is no secret: bytes to move in a demonstration, and jitter of timers.
    Set<String> exempt = Set.of("io.sluice.cli.demo.Demo", "io.sluice.transport.sctp.Tcb");
    List<String> found =
        violations(
            d ->
                predictable.contains(target(d).getName())
                    && !exempt.contains(d.getOriginClass().getName()));
    classes.stream()
        .flatMap(c -> c.getMethodCallsFromSelf().stream())
        .filter(call -> methodName(call).equals("Math.random"))
        .forEach(call -> found.add(call.getDescription()));
    assertNone(found);
  }

  @Test
  void coresHaveNoStaticState() {
    List<String> found =
        classes.stream()
            .filter(c -> isIn(CORES, room(c)))
            .flatMap(c -> c.getFields().stream())
            .filter(f -> f.getModifiers().contains(JavaModifier.STATIC))
            .filter(f -> !f.getModifiers().contains(JavaModifier.FINAL))
            .map(f -> f.getFullName())
            .toList();
    assertNone(found);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        classes.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !isNullMarked(p))
            .map(JavaPackage::getName)
            .toList();
    assertNone(unmarked);
  }

  @Test
  void noSourceFileGrowsPast600Lines() throws IOException {
    Path project = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().getParent();
    List<String> long600 = new ArrayList<>();
    int seen = 0;
    for (String module : List.of("crypto", "transport", "shell", "cli")) {
      try (Stream<Path> sources = Files.walk(project.resolve(module).resolve("src/main/java"))) {
        for (Path source : sources.filter(f -> f.toString().endsWith(".java")).toList()) {
          seen++;
          int lines = Files.readAllLines(source).size();
          if (lines > 600) {
            long600.add(project.relativize(source) + ": " + lines);
          }
        }
      }
    }
    assertFalse(seen == 0, "no sources under " + project);
    assertNone(long600);
  }

  private static Map.Entry<String, Set<String>> row(String from, String... to) {
    return Map.entry(from, Set.of(to));
  }

  private static boolean mayImport(String from, String to) {
    return from.equals(to) || isIn(MAY_IMPORT.getOrDefault(from, Set.of()), to);
  }

  private static boolean mayUseLibrary(Dependency dependency) {
    String name = target(dependency).getName();
    return startsWithAny(EVERYWHERE, name)
        || LIBRARIES.entrySet().stream()
            .filter(home -> isIn(List.of(home.getKey()), room(dependency.getOriginClass())))
            .anyMatch(home -> startsWithAny(home.getValue(), name));
  }

  /** Whether a room is one of these; {@code x.*} stands for x and what is below it. */
  private static boolean isIn(Collection<String> patterns, String room) {
    return patterns.stream()
        .anyMatch(
            p -> {
              String stem = p.endsWith(".*") ? p.substring(0, p.length() - 2) : p;
              return room.equals(stem) || (p.endsWith(".*") && room.startsWith(stem + "."));
            });
  }

  private static List<String> violations(Predicate<Dependency> bad) {
    return classes.stream()
        .map(JavaClass::getDirectDependenciesFromSelf)
        .flatMap(Set::stream)
        .filter(d -> !target(d).isPrimitive())
        .filter(bad)
        .map(Dependency::getDescription)
        .sorted()
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static JavaClass target(Dependency dependency) {
    return dependency.getTargetClass().getBaseComponentType();
  }

  private static boolean isOurs(JavaClass c) {
    return c.getBaseComponentType().getPackageName().startsWith(ROOT);
  }

  /** The package without the prefix all have. */
  private static String room(JavaClass c) {
    return c.getPackageName().substring(ROOT.length());
  }

  private static boolean startsWithAny(Set<String> prefixes, String name) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  private static String methodName(JavaMethodCall call) {
    return call.getTargetOwner().getSimpleName() + "." + call.getName();
  }

  private static boolean isNullMarked(JavaPackage p) {
    return p.isAnnotatedWith("org.jspecify.annotations.NullMarked");
  }

  private static void assertNone(List<String> violations) {
    assertEquals("", String.join("\n", violations));
  }
}
