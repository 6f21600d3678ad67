package io.sluice.cli.print;

import io.sluice.shell.view.Plain;
import io.sluice.transport.api.AddressPolicy.Kind;
import io.sluice.transport.api.AddressReport;
import io.sluice.transport.api.CipherReport;
import io.sluice.transport.api.RevealedAddress;
import java.io.PrintStream;
import java.util.List;

/** What a code would reveal, as a result on standard output. */
public final class AddressPrinter {
  private final PrintStream out;

  public AddressPrinter(PrintStream out) {
    this.out = out;
  }

  /** What this program runs on. */
  public void machine() {
    out.println(
        "%s, Java %s, %s %s"
            .formatted(
                Release.line(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch")));
  }

  /** What connections would be sealed with, and how far AES is to be had here. */
  public void ciphers(CipherReport report) {
    List<String> names = report.offered().stream().map(Object::toString).toList();
    out.println("Seals with: " + String.join(", or else ", names));
    out.println(
        "AES: %s; this Java's AES-GCM %s"
            .formatted(
                report.aesInHardware() ? "in the processor" : "not in the processor",
                report.aesGcmCorrect()
                    ? "passed its test"
                    : "FAILED its test and is not used (JDK-8371864): run sluice with a newer"
                        + " Java"));
  }

  /** The addresses with what they mean. */
  public void explained(AddressReport report) {
    if (report.addresses().isEmpty()) {
      out.println("A code would reveal no address: the other side's reply code has to be pasted.");
    } else {
      out.println("A code would reveal to whoever reads it:");
      candidates(report);
    }
    out.flush();
  }

  /** A line for each address. */
  public void candidates(AddressReport report) {
    report.addresses().forEach(address -> out.println(line(address)));
    out.flush();
  }

  /** A JSON object a line for each address. */
  public void json(AddressReport report) {
    for (RevealedAddress each : report.addresses()) {
      out.println(
          "{\"kind\":%s,\"address\":%s,\"port\":%d,\"interface\":%s}"
              .formatted(
                  Json.string(word(each.kind())),
                  Json.string(each.address().getHostAddress()),
                  each.port(),
                  Json.string(each.network())));
    }
    out.flush();
  }

  private static String line(RevealedAddress each) {
    String origin =
        switch (each.kind()) {
          case HOST -> Plain.of(each.network());
          case SERVER_REFLEXIVE -> "as a STUN server sees this machine";
          case RELAYED -> "a port of a TURN server";
        };
    return "  %-5s  %s  %s".formatted(word(each.kind()), each.address().getHostAddress(), origin);
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case HOST -> "host";
      case SERVER_REFLEXIVE -> "srflx";
      case RELAYED -> "relay";
    };
  }
}
