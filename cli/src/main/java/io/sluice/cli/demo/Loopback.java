package io.sluice.cli.demo;

import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;

/** The interface on which a machine reaches itself. */
public final class Loopback {
  private Loopback() {}

  /** Its name, {@code lo} on Linux, {@code lo0} on macOS. */
  public static String name() {
    try {
      return NetworkInterface.networkInterfaces()
          .filter(Loopback::isLoopback)
          .map(NetworkInterface::getName)
          .findFirst()
          .orElse("lo");
    } catch (SocketException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLoopback(NetworkInterface candidate) {
    try {
      return candidate.isLoopback() && candidate.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
