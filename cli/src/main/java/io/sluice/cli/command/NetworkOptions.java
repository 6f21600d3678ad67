package io.sluice.cli.command;

import io.sluice.transport.api.Cipher;
import io.sluice.transport.api.DataFolder;
import io.sluice.transport.api.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to reach the other side. */
final class NetworkOptions {
  private static final Path HOST_NAME = Path.of("/etc/hostname");

  @Mixin private AddressOptions addresses = new AddressOptions();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "Give up connecting after this time, for example 90s or 10m.")
  private @Nullable Duration timeout;

  @Option(
      names = "--limit",
      paramLabel = "RATE",
      converter = RateOption.class,
      description =
          "Move no more than this in a second, in each direction: for example 500k or 1.5M bytes.")
  private long limit;

  @Option(
      names = "--sctp-engine",
      paramLabel = "NAME",
      description =
          "What carries messages: sluice, or jitsi in a program that was built with it. Default:"
              + " sluice.")
  private String sctpEngine = Options.OWN_SCTP_ENGINE;

  @Option(
      names = "--cipher",
      paramLabel = "NAME",
      converter = CipherOption.class,
      description =
          "Seal with aes-128-gcm, aes-256-gcm or chacha20-poly1305, and connect to nobody who does"
              + " not. Default: auto, what suits both machines.")
  private Cipher cipher = Cipher.AUTOMATIC;

  /** For tests of whole processes: nobody else needs it. */
  @Option(names = "--renew-keys-after", hidden = true, converter = SizeOption.class)
  private long renewKeysAfter = Options.KEYS_AS_LONG_AS_THEY_LAST;

  /** When to give up, or null to try as long as the code lives. */
  @Nullable Duration timeout() {
    return timeout;
  }

  Options options() {
    Options options =
        Options.defaults()
            .withDeviceName(deviceName())
            .withAddresses(addresses.policy())
            .withStunServers(addresses.stunServers())
            .withRelays(addresses.relays())
            .withLimit(limit)
            .withSctpEngine(sctpEngine)
            .withHome(DataFolder.of(System.getenv()))
            .withCipher(cipher)
            .withRenewKeysAfter(renewKeysAfter);
    return timeout == null ? options : options.withConnectWithin(timeout);
  }

  /** What this machine calls itself, found without asking a name server. */
  private static String deviceName() {
    try {
      String name = Files.readString(HOST_NAME).strip();
      return name.substring(0, Math.min(name.length(), 64));
    } catch (IOException e) {
      return "";
    }
  }
}
