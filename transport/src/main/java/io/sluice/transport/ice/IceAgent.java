package io.sluice.transport.ice;

import io.sluice.transport.udp.UdpSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One end of the search for a path to a peer. Binds a socket for each local address, then makes
 * attempts over them, one after another, until one finds a pair; then keeps that pair alive.
 *
 * <pre>
 *   open ──start──▶ attempt ──pair──▶ selected ──again──▶ attempt ...
 *                    │    ▲
 *                    └────┘ failed: a fresh ice4j agent over the same ports
 * </pre>
 *
 * <p>Safe for use by any thread. All calls into ice4j come from the agent's own thread.
 */
public final class IceAgent implements PeerGate, AutoCloseable {
  /** A peer that has agreed to nothing for this long is not reached any more (RFC 7675). */
  public static final Duration DEAD_AFTER = Duration.ofSeconds(10);

  /** A peer's list longer than this is cut: it must not choose how much we send. */
  private static final int MOST_REMOTE = 32;

  private static final long EAGER_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_MILLIS = 250;
  private static final long PAUSE_AFTER_FAILURE_MILLIS = 500;
  private static final long CLOSE_PATIENCE_MILLIS = 3000;

  private volatile IceCredentials credentials;
  private final boolean controlling;
  private final StunGuard guard;
  private final StunSender sender = new StunSender();
  private final ServerReflexive reflexive = new ServerReflexive(sender);
  private final Relays relays;
  private final List<IcePort> ports = new ArrayList<>();
  private final List<Candidate> local = new ArrayList<>();
  private final Semaphore changes = new Semaphore(0);
  private final Thread driver =
      Thread.ofPlatform().daemon().name("sluice-ice").unstarted(this::run);

  // Guarded by this.
  private final List<Candidate> remote = new ArrayList<>();
  private @Nullable SelectedPair pair;
  private boolean again;
  private boolean refused;
  private boolean closed;
  private boolean ended;

  private volatile long consentAt;
  private volatile Runnable onSecondAnswerer = () -> {};

  private IceAgent(IceCredentials credentials, boolean controlling, Reach reach, Relays relays) {
    this.relays = relays;
    this.credentials = credentials;
    this.controlling = controlling;
    guard = new StunGuard(credentials, reach);
  }

  /**
   * Binds the sockets and gathers the local candidates; asks STUN servers only if the options name
   * any. Uses nothing of ice4j yet.
   *
   * @param controlling whether this end chooses the pair; the other end is opened the other way
   * @param sink takes what is not STUN, from the moment the peer has proved itself
   * @throws IOException with a message for the user if there is no address to bind
   */
  public static IceAgent open(
      IceOptions options, IceCredentials credentials, boolean controlling, DatagramSink sink)
      throws IOException {
    List<StunServer> servers = new ArrayList<>();
    for (String server : options.askedServers()) {
      servers.add(StunServer.parse(server));
    }
    List<InetAddress> addresses = LocalAddresses.choose(options.addresses());
    Reach reach = options.reach(addresses);
    Relays relays = new Relays(options);
    List<UdpSocket> sockets =
        options.onlyRelays() ? List.of() : PortBinding.bind(addresses, options.sockets());
    relays.ask(addresses);
    IceAgent agent = new IceAgent(credentials, controlling, reach, relays);
    agent.gather(sockets, servers, options, sink);
    return agent;
  }

  private void gather(
      List<UdpSocket> sockets, List<StunServer> servers, IceOptions options, DatagramSink sink)
      throws IOException {
    IcePort.Gate gate = new Gate();
    for (UdpSocket socket : sockets) {
      InetSocketAddress address = socket.localAddress();
      if (options.reveals().contains(Candidate.HOST)) {
        local.add(new Candidate(Candidate.HOST, address.getAddress(), address.getPort()));
      }
      ports.add(IcePort.open(socket, gate, sink));
    }
    try {
      local.addAll(reflexive.gather(ports, servers, options.stunPatience()));
      for (RelayedSocket socket : relays.await()) {
        InetSocketAddress address = socket.localAddress();
        local.add(new Candidate(Candidate.RELAYED, address.getAddress(), address.getPort()));
        ports.add(IcePort.open(socket, gate, sink));
      }
    } catch (InterruptedException e) {
      relays.abandon();
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while asking STUN servers");
    }
    if (ports.isEmpty()) {
      close();
      throw new IOException(relays.warnings().stream().findFirst().orElse("No TURN server."));
    }
  }

  /**
   * The addresses of this machine that an agent under these rules would bind.
   *
   * @throws IOException with a message for the user if there are none
   */
  public static List<InetAddress> addresses(AddressRules rules) throws IOException {
    return LocalAddresses.choose(rules);
  }

  /** Where the peer is told that it may reach this end, the best first. */
  public List<Candidate> localCandidates() {
    return List.copyOf(local);
  }

  /** Sentences for the user about what did not work, but does not prevent a connection. */
  public List<String> warnings() {
    return Stream.concat(reflexive.warnings().stream(), relays.warnings().stream()).toList();
  }

  /**
   * Tells whom to expect, where {@link IceCredentials#offered} could not; comes before {@link
   * #start}. Until then checks of the peer are dropped, and it repeats them.
   *
   * @param ufrag the peer's user name fragment
   * @param password the peer's password
   */
  public void answered(String ufrag, String password) {
    credentials = credentials.answered(ufrag, password);
    guard.credentials(credentials);
  }

  /**
   * Begins the checks.
   *
   * @param remote the peer's candidates; empty to listen until the peer calls
   */
  public void start(List<Candidate> remote) {
    addRemote(remote);
    driver.start();
  }

  /** Adds candidates of the peer, known late; those known already change nothing. */
  public void addRemote(List<Candidate> more) {
    synchronized (this) {
      for (Candidate candidate : more) {
        if (remote.size() < MOST_REMOTE && !remote.contains(candidate)) {
          remote.add(candidate);
        }
      }
    }
    changes.release();
  }

  /**
   * Waits for a pair.
   *
   * @return the pair, or null if there is none after {@code patience}, the agent was closed, or the
   *     peer refused ({@link #isRefused})
   */
  public synchronized @Nullable SelectedPair await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (pair == null && !closed && !refused && !ended) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return null;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return pair;
  }

  /**
   * Gives the selected pair up and tries again over the same ports: for a pair that leads to nobody
   * who can finish the handshake.
   */
  public void again() {
    synchronized (this) {
      pair = null;
      again = true;
      guard.reopen();
      reflexive.pause(false);
    }
    changes.release();
  }

  /**
   * Closes the door behind the peer of the selected pair: who else proves that it knows the secret
   * is told that it comes too late.
   *
   * @param secondAnswerer called once for each address that was refused, on a thread that must not
   *     be held up
   */
  public void sealOff(Runnable secondAnswerer) {
    onSecondAnswerer = secondAnswerer;
    guard.seal();
  }

  @Override
  public void letPeerMove(boolean may) {
    guard.letPeerMove(may);
  }

  @Override
  public void peerMoved(InetSocketAddress to) {
    guard.pin(to);
  }

  /** Whether the peer has told this end that it already has another partner. */
  public synchronized boolean isRefused() {
    return refused;
  }

  /** How many STUN messages came in without proof that their sender knows the secret. */
  public long rejected() {
    return guard.rejected();
  }

  /** How long ago the peer last agreed to receive; zero while there is no pair. */
  public synchronized Duration sinceConsent() {
    return pair == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - consentAt);
  }

  /** Whether the selected pair does not reach the peer any more. */
  public boolean pathIsDead() {
    return sinceConsent().compareTo(DEAD_AFTER) > 0;
  }

  /** Frees everything; waits for the agent's threads, for seconds at most. Safe to call twice. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    changes.release();
    try {
      driver.join(CLOSE_PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reflexive.close();
    ports.forEach(IcePort::close);
    sender.close();
  }

  private void run() {
    try {
      while (isWanted()) {
        try {
          attempt();
        } catch (IOException | RuntimeException e) {
          // ice4j could not set up an agent, or lost its way: the next one may do better.
        }
        if (hasFailed()) {
          changes.drainPermits();
          awaitChange(PAUSE_AFTER_FAILURE_MILLIS);
        }
      }
    } finally {
      end();
    }
  }

  private synchronized boolean hasFailed() {
    return !closed && !again && !refused;
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized boolean isWanted() {
    again = false;
    return !closed && !refused;
  }

  private void attempt() throws IOException {
    List<StunView> views = new ArrayList<>();
    try {
      for (IcePort port : ports) {
        views.add(new StunView(port.address(), (message, to) -> send(port, message, to)));
      }
      try (Attempt attempt = new Attempt(views, credentials, controlling, changes::release)) {
        for (int i = 0; i < views.size(); i++) {
          ports.get(i).attach(views.get(i));
        }
        drive(attempt);
      }
    } finally {
      ports.forEach(port -> port.attach(null));
      views.forEach(StunView::close);
    }
  }

  private void drive(Attempt attempt) {
    attempt.start(remoteCandidates());
    long patientAt = System.nanoTime() + EAGER_NANOS;
    long consent = -1;
    while (goesOn(attempt)) {
      if (select(attempt)) {
        // ice4j tells when by the wall clock, which may jump: we only look whether it has moved.
        long latest = attempt.lastConsent();
        if (latest != consent) {
          consent = latest;
          consentAt = System.nanoTime();
        }
      } else {
        attempt.addRemote(remoteCandidates());
        if (System.nanoTime() - patientAt >= 0) {
          attempt.becomePatient();
        }
      }
      awaitChange(POLL_MILLIS);
    }
  }

  private synchronized boolean goesOn(Attempt attempt) {
    return !closed && !again && (pair != null || (!refused && !attempt.hasFailed()));
  }

  /** Publishes the pair of the attempt, if it has one; whether a pair is selected now. */
  private synchronized boolean select(Attempt attempt) {
    if (pair != null || again || closed) {
      return pair != null;
    }
    Attempt.Selected selected = attempt.selected();
    if (selected == null) {
      return false;
    }
    guard.pin(selected.remote());
    reflexive.pause(true);
    consentAt = System.nanoTime();
    pair = describe(selected);
    notifyAll();
    return true;
  }

  private SelectedPair describe(Attempt.Selected selected) {
    IcePort port =
        ports.stream()
            .filter(each -> each.address().equals(selected.base()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("a pair on an address that is not ours"));
    // ice4j does not know of our STUN servers, and calls everything that a NAT changed "prflx".
    boolean known = reflexive.isOurs(selected.local());
    boolean relayed = port.socket() instanceof RelayedSocket;
    return new SelectedPair(
        port.socket(),
        selected.local(),
        selected.remote(),
        relayed ? Candidate.RELAYED : known ? Candidate.SERVER_REFLEXIVE : selected.localType(),
        selected.remoteType(),
        !relayed && LocalAddresses.isOnThisMachine(selected.remote().getAddress()));
  }

  private synchronized List<Candidate> remoteCandidates() {
    return List.copyOf(remote);
  }

  private void send(IcePort port, byte[] message, InetSocketAddress to) {
    if (guard.permits(to)) {
      sender.send(port.socket(), message, to);
    }
  }

  private void awaitChange(long millis) {
    try {
      if (changes.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
        changes.drainPermits();
      }
    } catch (InterruptedException e) {
      // Nobody has a reason to interrupt this thread: look around, and go on.
    }
  }

  private void refuse(StunMessage request, InetSocketAddress from, IcePort port) {
    byte[] answer =
        Stun.error(
            request, StunGuard.FORBIDDEN, StunGuard.FORBIDDEN_REASON, credentials.localPassword());
    sender.send(port.socket(), answer, from);
    if (guard.noteStranger(from)) {
      onSecondAnswerer.run();
    }
  }

  private synchronized void noteRefusal() {
    refused = true;
    notifyAll();
  }

  /** What the ports' readers ask. */
  private final class Gate implements IcePort.Gate {
    @Override
    public void stun(StunMessage message, InetSocketAddress from, IcePort port) {
      if (reflexive.receive(message, from, port)) {
        return;
      }
      switch (guard.judge(message, from)) {
        case PASS -> port.deliver(message, from);
        case REFUSE -> refuse(message, from, port);
        case REFUSED -> noteRefusal();
        case DROP -> {}
      }
    }

    @Override
    public boolean admits(InetSocketAddress from) {
      return guard.admits(from);
    }
  }
}
