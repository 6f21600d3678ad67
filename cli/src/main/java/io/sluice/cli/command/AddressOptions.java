package io.sluice.cli.command;

import io.sluice.transport.api.AddressPolicy;
import io.sluice.transport.api.AddressPolicy.Kind;
import io.sluice.transport.api.Relay;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which addresses of this machine are used, and which a code reveals. */
final class AddressOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = "--interface",
      paramLabel = "NAME|CIDR",
      description =
          "Use only this network interface, or addresses in this subnet (10.8.0.0/16). May be"
              + " given several times.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--no-interface",
      paramLabel = "NAME|CIDR",
      description = "Never use this interface or subnet. May be given several times.")
  private List<String> never = new ArrayList<>();

  @Option(names = "--no-ipv6", description = "Use IPv4 only.")
  private boolean noIpv6;

  @Option(
      names = "--ice",
      paramLabel = "KIND",
      description =
          "Which addresses a code reveals: host (this machine's own), srflx (the public one that a"
              + " STUN server sees), relay (a port of a TURN server, and nothing else is used) or"
              + " all. Default: all.")
  private String kind = "all";

  @Option(
      names = "--no-host-candidates",
      description = "Reveal no address of this machine itself, only what --stun finds.")
  private boolean noHost;

  @Option(
      names = "--stun",
      paramLabel = "HOST:PORT",
      description =
          "Ask this STUN server for the public address of this machine. May be given several"
              + " times. Without it no server is asked anything.")
  private List<String> stunServers = new ArrayList<>();

  @Mixin private RelayOptions relays = new RelayOptions();

  @Option(
      names = "--offline",
      description = "Send nothing beyond the subnets that this machine is in, and look no name up.")
  private boolean offline;

  AddressPolicy policy() {
    if (offline && !relays.areNone()) {
      throw misuse("--offline asks no TURN server: leave out one of --offline and --turn.");
    }
    if (offline && !stunServers.isEmpty()) {
      throw misuse("--offline asks no STUN server: leave out one of --offline and --stun.");
    }
    return new AddressPolicy(revealed(), only, never, !noIpv6, offline);
  }

  private Set<Kind> revealed() {
    EnumSet<Kind> kinds =
        switch (kind) {
          case "all" -> EnumSet.allOf(Kind.class);
          case "host" -> EnumSet.of(Kind.HOST);
          case "srflx" -> EnumSet.of(Kind.SERVER_REFLEXIVE);
          case "relay" -> EnumSet.of(Kind.RELAYED);
          default -> throw misuse("--ice takes host, srflx, relay or all, not " + kind + ".");
        };
    if (kind.equals("srflx") && stunServers.isEmpty()) {
      throw misuse("--ice srflx needs a STUN server to ask: add --stun HOST:PORT.");
    }
    if (kind.equals("relay") && relays.areNone()) {
      throw misuse("--ice relay needs a TURN server of yours: add --turn USER@HOST:PORT.");
    }
    if (noHost) {
      kinds.remove(Kind.HOST);
    }
    return kinds;
  }

  List<String> stunServers() {
    return stunServers;
  }

  List<Relay> relays() {
    return relays.read();
  }

  private ParameterException misuse(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
