package io.sluice.transport.files.handle;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the Linux kernel, all made through the C library's {@code syscall(2)}: one function of
 * one shape is linked once (20 ms), a function for each call would be linked each for itself, and
 * the numbers are as fixed as the functions' names.
 */
enum LinuxCall {
  CLOSE(3, 57),
  PREAD64(17, 67),
  PWRITE64(18, 68),
  FSYNC(74, 82),
  FTRUNCATE(77, 46),
  FCHMOD(91, 52),
  GETDENTS64(217, 61),
  OPENAT(257, 56),
  MKDIRAT(258, 34),
  UNLINKAT(263, 35),
  LINKAT(265, 37),
  SYMLINKAT(266, 36),
  READLINKAT(267, 78),
  FACCESSAT(269, 48),
  SYNC_FILE_RANGE(277, 84),
  UTIMENSAT(280, 88),
  FALLOCATE(285, 47),
  RENAMEAT2(316, 276),
  STATX(332, 291);

  private static final int EINTR = 4;

  private final int onX86;
  private final int onArm;

  LinuxCall(int onX86, int onArm) {
    this.onX86 = onX86;
    this.onArm = onArm;
  }

  /** The processors whose numbers and flags are known here. */
  private enum Machine {
    X86_64,
    AARCH64
  }

  private static @Nullable Machine machine() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return null;
    }
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> Machine.X86_64;
      case "aarch64" -> Machine.AARCH64;
      default -> null;
    };
  }

  /** Linked when it is first needed. */
  private static final class Linked {
    static final boolean ON_ARM = machine() == Machine.AARCH64;
    static final @Nullable MethodHandle SYSCALL = machine() == null ? null : link();
    static final boolean AVAILABLE = SYSCALL != null && isAnswered();

    @SuppressWarnings("restricted")
    private static @Nullable MethodHandle link() {
      try {
        Linker linker = Linker.nativeLinker();
        // Integers and pointers alike are passed in 64-bit registers on these machines.
        FunctionDescriptor shape =
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return linker.downcallHandle(
            linker.defaultLookup().findOrThrow("syscall"),
            shape,
            Linker.Option.captureCallState("errno"));
      } catch (RuntimeException | LinkageError e) {
        // Native access is denied, or a C library without this: paths do instead.
        return null;
      }
    }

    /** An old kernel, or a filter for system calls, may know none of the newest of them. */
    private static boolean isAnswered() {
      Scratch scratch = Scratch.current();
      long found =
          STATX.run(LinuxFlags.AT_FDCWD, scratch.name("/"), 0, 0, scratch.stat().address());
      return found == 0;
    }
  }

  /** Whether this system is one that has these calls. */
  static boolean areAvailable() {
    return Linked.AVAILABLE;
  }

  static boolean isArm() {
    return Linked.ON_ARM;
  }

  /**
   * Makes the call, once more if a signal interrupts it.
   *
   * @return its result, or the negative errno
   */
  long run(long a, long b, long c, long d, long e) {
    MethodHandle syscall = Linked.SYSCALL;
    if (syscall == null) {
      throw new IllegalStateException("no system calls here");
    }
    Scratch scratch = Scratch.current();
    long number = Linked.ON_ARM ? onArm : onX86;
    while (true) {
      long result = invoke(syscall, scratch.errnoSegment(), number, a, b, c, d, e);
      if (result != -1) {
        return result;
      }
      int errno = scratch.errno();
      // An interrupted close(2) has closed all the same.
      if (errno != EINTR || this == CLOSE) {
        return -errno;
      }
    }
  }

  long run(long a, long b, long c, long d) {
    return run(a, b, c, d, 0);
  }

  long run(long a) {
    return run(a, 0, 0, 0, 0);
  }

  private static long invoke(
      MethodHandle syscall,
      MemorySegment errno,
      long number,
      long a,
      long b,
      long c,
      long d,
      long e) {
    try {
      return (long) syscall.invokeExact(errno, number, a, b, c, d, e);
    } catch (Throwable impossible) {
      throw new IllegalStateException("a system call that throws", impossible);
    }
  }
}
