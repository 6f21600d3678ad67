package io.sluice.transport.ice;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidatePair;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.HostCandidate;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.LocalCandidate;
import org.ice4j.ice.RemoteCandidate;
import org.ice4j.ice.harvest.AbstractCandidateHarvester;
import org.ice4j.socket.IceUdpSocketWrapper;
import org.jspecify.annotations.Nullable;

/**
 * One run of connectivity checks: one ice4j agent, used once, because an agent that has failed has
 * failed for good. The views are the attempt's own; the sockets behind them live on.
 */
final class Attempt implements AutoCloseable {
  /** A pair as ice4j selected it; {@code base} is the local address it sends from. */
  record Selected(
      InetSocketAddress base,
      InetSocketAddress local,
      String localType,
      InetSocketAddress remote,
      String remoteType) {}

  private static final int HOST_PREFERENCE = 126;
  private static final int REFLEXIVE_PREFERENCE = 100;
  private static final int RELAYED_PREFERENCE = 0;

  // Milliseconds between two looks for a check to make (RFC 8445 section 14.2: at least 5). A look
  // costs CPU even if there is none, so who only listens looks less often, and so does who has
  // looked for long.
  private static final long PACE_CALLING = 5;
  private static final long PACE_LISTENING = 20;
  private static final long PACE_PATIENT = 50;

  private final Agent agent;
  private final Component component;
  private final Set<InetSocketAddress> known = new HashSet<>();

  /**
   * Sets an agent up; it answers checks from here on, and makes them after {@link #start}.
   *
   * @param views one for each local address, the best first
   * @param onChange called on ice4j's threads when the attempt may have ended; must not block
   */
  Attempt(List<StunView> views, IceCredentials credentials, boolean controlling, Runnable onChange)
      throws IOException {
    Ice4j.configure();
    agent = new FixedAgent(credentials);
    try {
      agent.setControlling(controlling);
      agent.setPerformConsentFreshness(true);
      agent.setUseDynamicPorts(false);
      agent.addCandidateHarvester(new ViewHarvester(views));
      agent.addStateChangeListener(event -> onChange.run());
      IceMediaStream stream = agent.createMediaStream("data");
      stream.setRemoteUfrag(credentials.remoteUfrag());
      stream.setRemotePassword(credentials.remotePassword());
      component = agent.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, false);
    } catch (IOException | RuntimeException e) {
      agent.free();
      throw e;
    }
  }

  /** Begins the checks; with no remote candidates it waits for the peer's. */
  void start(List<Candidate> remote) {
    agent.setTa(remote.isEmpty() ? PACE_LISTENING : PACE_CALLING);
    for (Candidate candidate : remote) {
      if (known.add(candidate.socketAddress())) {
        component.addRemoteCandidate(remoteCandidate(candidate));
      }
    }
    agent.startConnectivityEstablishment();
  }

  /** Adds candidates to the running checks. */
  void addRemote(List<Candidate> remote) {
    for (Candidate candidate : remote) {
      if (known.add(candidate.socketAddress())) {
        component.addUpdateRemoteCandidates(remoteCandidate(candidate));
      }
    }
    component.updateRemoteCandidates();
  }

  /**
   * Goes on with less effort: nobody has come soon, so it does not matter when exactly he comes.
   */
  void becomePatient() {
    agent.setTa(PACE_PATIENT);
  }

  private RemoteCandidate remoteCandidate(Candidate candidate) {
    // RFC 8445 section 5.1.2.1; the order in which the peer gave them is its preference.
    long typePreference = preference(candidate.type());
    long localPreference = 0xffffL - known.size();
    return new RemoteCandidate(
        new TransportAddress(candidate.address(), candidate.port(), Transport.UDP),
        component,
        kind(candidate.type()),
        // A foundation of its own, so that no check waits for another.
        "r" + known.size(),
        (typePreference << 24) + (localPreference << 8) + 255,
        null);
  }

  private static int preference(String type) {
    return switch (type) {
      case Candidate.HOST -> HOST_PREFERENCE;
      case Candidate.RELAYED -> RELAYED_PREFERENCE;
      default -> REFLEXIVE_PREFERENCE;
    };
  }

  private static CandidateType kind(String type) {
    return switch (type) {
      case Candidate.HOST -> CandidateType.HOST_CANDIDATE;
      case Candidate.RELAYED -> CandidateType.RELAYED_CANDIDATE;
      default -> CandidateType.SERVER_REFLEXIVE_CANDIDATE;
    };
  }

  boolean hasFailed() {
    return agent.getState() == IceProcessingState.FAILED;
  }

  /** The path, once the checks are complete. */
  @Nullable Selected selected() {
    CandidatePair pair = component.getSelectedPair();
    if (pair == null || !agent.getState().isEstablished()) {
      return null;
    }
    LocalCandidate local = pair.getLocalCandidate();
    LocalCandidate base = local;
    while (!(base instanceof HostCandidate)) {
      base = base.getBase();
    }
    return new Selected(
        plain(base.getTransportAddress()),
        plain(local.getTransportAddress()),
        local.getType().toString(),
        plain(pair.getRemoteCandidate().getTransportAddress()),
        pair.getRemoteCandidate().getType().toString());
  }

  /** When the peer last agreed to receive, in milliseconds of the wall clock; -1 if not yet. */
  long lastConsent() {
    CandidatePair pair = component.getSelectedPair();
    return pair == null ? -1 : pair.getConsentFreshness();
  }

  /** An address that compares equal to what a socket receives. */
  private static InetSocketAddress plain(TransportAddress address) {
    return new InetSocketAddress(address.getAddress(), address.getPort());
  }

  @Override
  public void close() {
    agent.free();
  }

  /** An agent whose credentials both sides derived, in place of random ones. */
  private static final class FixedAgent extends Agent {
    private final @Nullable IceCredentials credentials;

    FixedAgent(IceCredentials credentials) {
      this.credentials = credentials;
    }

    // The superclass asks in its constructor, when the field is not set.
    @Override
    public String getLocalUfrag() {
      return credentials == null ? super.getLocalUfrag() : credentials.localUfrag();
    }

    @Override
    public String getLocalPassword() {
      return credentials == null ? super.getLocalPassword() : credentials.localPassword();
    }

    /** The superclass's shows the password. */
    @Override
    public String toString() {
      return "FixedAgent";
    }
  }

  /** Gives ice4j the views as its host candidates. The first one added is the preferred one. */
  private static final class ViewHarvester extends AbstractCandidateHarvester {
    private final List<StunView> views;

    ViewHarvester(List<StunView> views) {
      this.views = views;
    }

    @Override
    public boolean isHostHarvester() {
      return true;
    }

    @Override
    public Collection<LocalCandidate> harvest(Component component) {
      Set<LocalCandidate> harvest = new HashSet<>();
      for (StunView view : views) {
        HostCandidate host =
            new HostCandidate(new IceUdpSocketWrapper(view), component, Transport.UDP);
        if (component.addLocalCandidate(host)) {
          host.getStunStack().addSocket(host.getCandidateIceSocketWrapper());
          harvest.add(host);
        }
      }
      return harvest;
    }
  }
}
