package io.sluice.crypto.dtls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What AES-GCM is worth on a machine.
 *
 * @param correct whether this Java encrypts rightly with it
 * @param inHardware whether the processor has instructions for AES. Without them it is some ten
 *     times slower, slower than ChaCha20, and its timing tells of the key
 */
record AesSupport(boolean correct, boolean inHardware) {
  private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

  /** Looked at once, on first use: takes some 20 ms. */
  private static final class ThisMachine {
    private static final AesSupport SUPPORT =
        new AesSupport(GcmSelfTest.passes(), isInHardware(System.getProperty("os.arch")));
  }

  static AesSupport ofThisMachine() {
    return ThisMachine.SUPPORT;
  }

  private static boolean isInHardware(String architecture) {
    return switch (architecture) {
      case "amd64", "x86_64", "aarch64" ->
          !Files.isReadable(LINUX_PROCESSORS) || isAmongFlags("aes", linuxProcessors());
      case "ppc64le", "s390x" -> true; // All that run a Java 25.
      default -> false;
    };
  }

  private static Stream<String> linuxProcessors() {
    try {
      return Files.readAllLines(LINUX_PROCESSORS).stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /**
   * Whether the lines of {@code /proc/cpuinfo} list the flag: "flags" on x86, "Features" on ARM.
   */
  static boolean isAmongFlags(String flag, Stream<String> processors) {
    return processors
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .anyMatch(line -> List.of(line.split("\\s+")).contains(flag));
  }
}
