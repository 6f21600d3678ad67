package io.sluice.transport.session;

import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.crypto.secret.Secret;
import io.sluice.transport.api.AddressPolicy.Kind;
import io.sluice.transport.api.AddressReport;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.RevealedAddress;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.signal.CodeCandidate;
import io.sluice.transport.signal.OfferCode;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.security.SecureRandom;

/** Looks at what a code would carry, by going the way of a code without showing one. */
final class Revelation {
  private Revelation() {}

  static AddressReport of(Options options, SecureRandom random) throws TransportException {
    try (Secret secret = Secret.random(OfferCode.SECRET_BYTES, random);
        Approach approach = Approach.open(Side.OFFERER, PairingKeys.derive(secret), options)) {
      return new AddressReport(
          approach.candidatesForCode().stream().map(Revelation::revealed).toList(),
          approach.ice().warnings());
    }
  }

  private static RevealedAddress revealed(CodeCandidate candidate) {
    Kind kind =
        switch (candidate.type()) {
          case HOST -> Kind.HOST;
          case SRFLX -> Kind.SERVER_REFLEXIVE;
          case RELAY -> Kind.RELAYED;
        };
    String network = kind == Kind.HOST ? networkOf(candidate.address()) : "";
    return new RevealedAddress(kind, candidate.address(), candidate.port(), network);
  }

  private static String networkOf(InetAddress address) {
    try {
      NetworkInterface network = NetworkInterface.getByInetAddress(address);
      return network == null ? "" : network.getName();
    } catch (SocketException e) {
      return "";
    }
  }
}
