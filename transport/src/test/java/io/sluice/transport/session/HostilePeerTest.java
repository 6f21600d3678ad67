package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.digest.LeafHash;
import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.transport.Transport;
import io.sluice.transport.api.EntryPath;
import io.sluice.transport.api.ManifestEntry;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.Pipe;
import io.sluice.transport.api.Problem;
import io.sluice.transport.api.TransportException;
import io.sluice.transport.transfer.message.Accept;
import io.sluice.transport.transfer.message.Block;
import io.sluice.transport.transfer.message.Cancel;
import io.sluice.transport.transfer.message.Digest;
import io.sluice.transport.transfer.message.ManifestPage;
import io.sluice.transport.transfer.message.Offer;
import io.sluice.transport.transfer.message.PipeClose;
import io.sluice.transport.transfer.message.PipeData;
import io.sluice.transport.transfer.message.PipeEnd;
import io.sluice.transport.transfer.message.PipeMessage;
import io.sluice.transport.transfer.message.PipeOpen;
import io.sluice.transport.transfer.message.Refuse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A peer that was given the code and then turns out to be no friend. */
@Timeout(120)
class HostilePeerTest {
  private static final long TRANSFER = 2;

  @TempDir Path temp;
  private Node node;
  private Peer victim;
  private RawPeer enemy;

  @BeforeEach
  void connect() throws Exception {
    connect(0);
  }

  private void connect(long features) throws Exception {
    node = Transport.open(Couple.LOOPBACK);
    Pairing offer = node.offer();
    enemy = RawPeer.answer(offer.code().text());
    DeviceIdentity device = DeviceIdentity.generate(new SecureRandom());
    enemy.say(enemy.hello(device, features, "\u001b[2Jenemy"));
    victim = Couple.await(offer);
  }

  @AfterEach
  void disconnect() {
    enemy.close();
    victim.close();
    node.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..|evil",
        "../evil",
        "|etc|evil",
        "/etc/evil",
        "a|..|..|evil",
        "..",
        ".",
        "a||b",
        "..\\evil",
        "a\u0000b"
      })
  void aNameThatLeadsOutIsRefusedBeforeAnybodyIsAsked(String components) throws Exception {
    enemy.say(new Offer(TRANSFER, 1, 0));
    enemy.say(Conversation.CONTROL, page(components.split("\\|", -1)));
    assertEquals(TRANSFER, enemy.hear(Refuse.class).transfer());
    var finished = Couple.next(victim, PeerEvent.Finished.class).result();
    assertEquals(Problem.REFUSED, finished.problem());
    assertTrue(finished.message().chars().noneMatch(Character::isISOControl), finished.message());
    assertFalse(Files.exists(temp.resolve("evil")));
  }

  @Test
  void bytesThatAreNoMessageEndTheSession() throws Exception {
    enemy.say(Conversation.CONTROL, ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}));
    Couple.next(victim, PeerEvent.Lost.class);
  }

  @Test
  void aBlockThatNobodyAcceptedEndsItsTransferAndNoOther() throws Exception {
    offerOneFile(TRANSFER);
    var first = Couple.next(victim, PeerEvent.Offered.class).transfer();
    enemy.say(
        Conversation.BLOCKS,
        new Block(TRANSFER, 0, 0, Digest.of(new byte[32]), ByteBuffer.wrap(new byte[5])).write());
    assertEquals(TRANSFER, enemy.hear(Refuse.class).transfer());
    first.accept(temp);
    offerOneFile(TRANSFER + 2);
    Couple.next(victim, PeerEvent.Offered.class).transfer().refuse(Problem.REFUSED, "");
    assertEquals(TRANSFER + 2, enemy.hear(Refuse.class).transfer());
    try (var left = Files.list(temp)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void theSameNumberTwiceIsNoNewOffer() throws Exception {
    offerOneFile(TRANSFER);
    Couple.next(victim, PeerEvent.Offered.class);
    enemy.say(new Cancel(TRANSFER, Problem.OTHER, "never mind"));
    Couple.next(victim, PeerEvent.Finished.class);
    enemy.say(new Offer(TRANSFER, 1, 5));
    assertEquals(TRANSFER, enemy.hear(Refuse.class).transfer());
  }

  @Test
  void aPeerThatStopsInTheMiddleHoldsUpNobodyAndCanBeLeftAtAnyTime() throws Exception {
    enemy.say(new Offer(TRANSFER, 2, 5)); // and never a page of it
    offerOneFile(TRANSFER + 2);
    var offer = Couple.next(victim, PeerEvent.Offered.class).transfer();
    assertEquals(1, offer.manifest().count(), "the one that is whole");
    offer.accept(temp);
    enemy.hear(Accept.class); // and never a byte of it
    offer.cancel();
    var result = offer.await(Couple.PATIENCE);
    assertEquals(Problem.INTERRUPTED, result == null ? null : result.problem());
    try (var left = Files.list(temp)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aStreamWithoutEndIsEndedWhereItsUserSaid() throws Exception {
    enemy.say(new Offer(TRANSFER, 1, 0));
    var entry = new ManifestEntry.Stream(EntryPath.of("file"), 0644, Instant.EPOCH);
    enemy.say(new ManifestPage(TRANSFER, List.of(entry), true));
    var offer = Couple.next(victim, PeerEvent.Offered.class).transfer();
    offer.takeNoMoreThan(3L * LeafHash.LEAF_BYTES, "it is too large");
    offer.accept(temp);
    enemy.hear(Accept.class);
    byte[] leaf = new byte[LeafHash.LEAF_BYTES];
    Digest hash = Digest.of(new LeafHash().of(leaf, 0, leaf.length));
    for (int index = 0; index < 4; index++) {
      Block block = new Block(TRANSFER, 0, index, hash, ByteBuffer.wrap(leaf));
      enemy.say(Conversation.BLOCKS, block.write());
    }
    assertEquals(Problem.REFUSED, enemy.hear(Cancel.class).problem());
    var result = offer.await(Couple.PATIENCE);
    assertEquals(Problem.REFUSED, result == null ? null : result.problem());
    try (var left = Files.list(temp)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void moreOffersThanAPersonCanReadAreRefused() throws Exception {
    for (long id = 0; id < 2L * Transfers.MAX_INCOMING + 2; id += 2) {
      offerOneFile(id);
    }
    assertEquals(2L * Transfers.MAX_INCOMING, enemy.hear(Refuse.class).transfer());
  }

  @Test
  void bytesOfAPipeThatNobodyAskedForEndThePipeAndNotTheSession() throws Exception {
    enemy.say(Conversation.PIPE, new PipeData(ByteBuffer.wrap(new byte[9])).write());
    assertEquals(Problem.INTEGRITY, enemy.hear(PipeClose.class).problem());
    offerOneFile(TRANSFER);
    Couple.next(victim, PeerEvent.Offered.class);
  }

  @Test
  void aPipeWithMoreThanItsRoomIsOverAndTheSessionGoesOn() throws Exception {
    enemy.close();
    victim.close();
    connect(PipeMessage.FEATURE);
    Pipe pipe = victim.pipe();
    enemy.say(new PipeOpen(0));
    long room = enemy.hear(PipeOpen.class).room();
    ByteBuffer full = new PipeData(ByteBuffer.wrap(new byte[PipeData.MAX_DATA])).write();
    for (long sent = 0; sent <= room; sent += PipeData.MAX_DATA) {
      enemy.say(Conversation.PIPE, full.duplicate());
    }
    assertEquals(Problem.INTEGRITY, enemy.hear(PipeClose.class).problem());
    TransportException over = assertThrows(TransportException.class, () -> drain(pipe));
    assertEquals(Problem.INTEGRITY, over.problem());
    offerOneFile(TRANSFER);
    Couple.next(victim, PeerEvent.Offered.class);
  }

  @Test
  void anEndWithAnotherHashIsToldToBoth() throws Exception {
    enemy.close();
    victim.close();
    connect(PipeMessage.FEATURE);
    Pipe pipe = victim.pipe();
    enemy.hear(PipeOpen.class);
    enemy.say(new PipeOpen(100));
    enemy.say(Conversation.PIPE, new PipeData(ByteBuffer.wrap(new byte[5])).write());
    enemy.say(Conversation.PIPE, new PipeEnd(5, Digest.of(new byte[32])).write());
    TransportException damaged = assertThrows(TransportException.class, () -> drain(pipe));
    assertEquals(Problem.INTEGRITY, damaged.problem());
    assertEquals(Problem.INTEGRITY, enemy.hear(PipeClose.class).problem());
  }

  @Test
  void aPeerThatKnowsNoPipesIsAskedForNone() {
    assertThrows(TransportException.class, victim::pipe);
  }

  private static void drain(Pipe pipe) throws Exception {
    byte[] buffer = new byte[1 << 16];
    while (pipe.read(buffer, 0, buffer.length) >= 0) {
      // Until it fails.
    }
  }

  private void offerOneFile(long transfer) throws Exception {
    enemy.say(new Offer(transfer, 1, 5));
    var entry = new ManifestEntry.File(EntryPath.of("file"), 0644, Instant.EPOCH, 5);
    enemy.say(new ManifestPage(transfer, List.of(entry), true));
  }

  /** A page with one empty file of this path, in bytes that no writer here would write. */
  private static ByteBuffer page(String... components) {
    var entry = new ByteArrayOutputStream();
    number(entry, 1, 1);
    for (String component : components) {
      field(entry, 2, component.getBytes(StandardCharsets.UTF_8));
    }
    var page = new ByteArrayOutputStream();
    number(page, 1, (int) TRANSFER);
    number(page, 2, 1);
    field(page, 3, entry.toByteArray());
    var envelope = new ByteArrayOutputStream();
    field(envelope, 4, page.toByteArray());
    return ByteBuffer.wrap(envelope.toByteArray());
  }

  private static void number(ByteArrayOutputStream out, int field, int value) {
    out.write(field << 3);
    out.write(value);
  }

  private static void field(ByteArrayOutputStream out, int field, byte[] value) {
    out.write(field << 3 | 2);
    out.write(value.length);
    out.writeBytes(value);
  }
}
