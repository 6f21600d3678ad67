package io.sluice.shell.fake;

import io.sluice.transport.api.AddressPolicy;
import io.sluice.transport.api.AddressReport;
import io.sluice.transport.api.Cipher;
import io.sluice.transport.api.CipherReport;
import io.sluice.transport.api.Listing;
import io.sluice.transport.api.Manifest;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.PairingCode;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.RevealedAddress;
import io.sluice.transport.api.SavedTransfer;
import io.sluice.transport.api.Selection;
import io.sluice.transport.api.TransportException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node without a network: the test is the other side. */
public final class FakeNode implements Node {
  /** An offer that every node answers. */
  public static final String OFFER = "SLUICEOFFER0123456789ABCDEFGH";

  /** A reply that every pairing takes. */
  public static final String REPLY = "SLUICEREPLY0123456789ABCDEFGH";

  /** A short offer that every node answers. */
  public static final String SHORT = "7-otter-canal";

  private final BlockingQueue<FakePairing> pairings = new LinkedBlockingQueue<>();
  private final FakeDevices devices = new FakeDevices();
  private final List<SavedTransfer> saved = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  @Override
  public Pairing offer() {
    return add(new FakePairing(PairingCode.Kind.OFFER, OFFER));
  }

  @Override
  public Pairing offerNearby() {
    return add(new FakePairing(PairingCode.Kind.SHORT, SHORT));
  }

  @Override
  public Pairing answer(String offerCode) throws TransportException {
    if (offerCode.strip().equals(SHORT)) {
      return add(new FakePairing(PairingCode.Kind.SHORT, SHORT));
    }
    if (!offerCode.strip().equals(OFFER)) {
      throw new TransportException(Problem.CODE, "This is no code.");
    }
    return add(new FakePairing(PairingCode.Kind.REPLY, REPLY));
  }

  @Override
  public AddressReport addresses() {
    return new AddressReport(
        List.of(
            new RevealedAddress(
                AddressPolicy.Kind.HOST, InetAddress.ofLiteral("192.0.2.7"), 50123, "eth0"),
            new RevealedAddress(
                AddressPolicy.Kind.SERVER_REFLEXIVE,
                InetAddress.ofLiteral("2001:db8::7"),
                40000,
                "")),
        List.of("a notice"));
  }

  @Override
  public CipherReport ciphers() {
    return new CipherReport(List.of(Cipher.CHACHA20_POLY1305, Cipher.AES_128_GCM), false, true);
  }

  @Override
  public Listing list(Selection selection) {
    return new Listing(Manifest.of(FakePeer.entries(selection)), List.of("a notice"), 2);
  }

  @Override
  public FakeDevices devices() {
    return devices;
  }

  @Override
  public Pairing host(String name) throws TransportException {
    return known(name);
  }

  @Override
  public Pairing visit(String name) throws TransportException {
    return known(name);
  }

  private FakePairing known(String name) throws TransportException {
    if (devices.known().stream().noneMatch(device -> device.name().equals(name))) {
      throw new TransportException(Problem.LOCAL_FILE, "No device is known by that name.");
    }
    return add(new FakePairing(PairingCode.Kind.KNOWN, name));
  }

  @Override
  public List<SavedTransfer> saved() {
    return saved;
  }

  @Override
  public void discard(String id) throws TransportException {
    if (!saved.removeIf(transfer -> transfer.id().equals(id))) {
      throw new TransportException(Problem.OTHER, "There is none.");
    }
  }

  /** Has an interrupted transfer be there. */
  public void save(SavedTransfer transfer) {
    saved.add(transfer);
  }

  private FakePairing add(FakePairing pairing) {
    pairings.add(pairing);
    return pairing;
  }

  /** The next pairing that the code under test begins, in order. */
  public FakePairing nextPairing() throws InterruptedException {
    FakePairing pairing = pairings.poll(10, TimeUnit.SECONDS);
    if (pairing == null) {
      throw new AssertionError("nobody began a pairing");
    }
    return pairing;
  }

  public boolean hasPairedWithNobody() {
    return pairings.isEmpty();
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
