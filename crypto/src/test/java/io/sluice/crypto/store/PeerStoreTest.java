package io.sluice.crypto.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.identity.DeviceIdentity;
import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.secret.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PeerStoreTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final Random random = new Random(3);
  private final DeviceKey ana = DeviceIdentity.generate(random).key();
  private final DeviceKey ben = DeviceIdentity.generate(random).key();
  private final Secret secret = Secret.random(32, random);

  @TempDir Path folder;
  private PeerStore store;
  private Path file;

  @BeforeEach
  void open() {
    store = new PeerStore(folder);
    file = folder.resolve("peers");
  }

  private void keepBoth() throws StoreException {
    store.change(
        before ->
            before
                .with(ana, "Ana's laptop", NOW)
                .with(ben, "bens pc ü 電", NOW)
                .verified(ben)
                .sharing(ben, secret)
                .seen(ben, NOW.plusSeconds(9)));
  }

  @Test
  void nobodyIsKnownAtFirst() throws Exception {
    assertEquals(List.of(), store.load().all());
  }

  @Test
  void whatIsKeptIsThereForTheNextProcess() throws Exception {
    keepBoth();
    assertEquals(
        List.of(
            new KnownPeer("Ana's laptop", ana, NOW, NOW, false, null),
            new KnownPeer("bens pc ü 電", ben, NOW, NOW.plusSeconds(9), true, secret)),
        new PeerStore(folder).load().all());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void oneKeyIsOneDeviceAndOneNameIsOneDevice() throws Exception {
    KnownPeers peers = KnownPeers.NONE.with(ana, "pc", NOW).with(ana, "other", NOW);
    assertEquals(1, peers.all().size());
    peers = peers.with(ben, "PC", NOW);
    assertEquals("PC 2", peers.withKey(ben).orElseThrow().name());
    DeviceKey eve = DeviceIdentity.generate(random).key();
    assertEquals("pc 3", peers.with(eve, "pc", NOW).withKey(eve).orElseThrow().name());
  }

  @Test
  void aNameCannotControlAScreen() {
    assertEquals("[2Jevil", name("\u001b[2J\u202eevil\n"));
    assertEquals("device", name("\u200b \u0007"));
    assertEquals(64, name("x".repeat(200)).length());
    assertEquals(63, name("x".repeat(63) + "\uD83D\uDE00").length(), "no half of a character");
  }

  private String name(String claimed) {
    return KnownPeers.NONE.with(ana, claimed, NOW).all().getFirst().name();
  }

  @Test
  void aDeviceCanBeRenamedAndForgotten() throws Exception {
    keepBoth();
    store.change(before -> before.renamed("ANA'S laptop", "ana"));
    assertEquals(ana, store.load().require("ana").key());
    assertThrows(StoreException.class, () -> store.change(b -> b.renamed("ana", "BENS PC ü 電")));
    assertThrows(StoreException.class, () -> store.change(b -> b.renamed("ana", "a\u001bb")));
    assertThrows(StoreException.class, () -> store.change(b -> b.renamed("ana", " ")));
    assertThrows(StoreException.class, () -> store.change(b -> b.renamed("nobody", "x")));
    store.change(before -> before.without("Ana"));
    assertEquals(List.of(ben), store.load().all().stream().map(KnownPeer::key).toList());
    assertThrows(StoreException.class, () -> store.change(b -> b.without("ana")));
  }

  @Test
  void aFileThatIsCutAnywhereIsSetAsideWithAWord() throws Exception {
    keepBoth();
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      put(Arrays.copyOf(whole, length));
      String word = assertThrows(StoreException.class, store::load, "at " + length).getMessage();
      Path aside = Path.of(word.replaceAll(".* is now (\\S+)\\. .*", "$1"));
      assertEquals(length, Files.size(aside));
      assertEquals(List.of(), store.load().all(), "begins anew");
      Files.delete(aside);
    }
  }

  @Test
  void aFileWithAnythingOddInItIsSetAside() throws Exception {
    keepBoth();
    String whole = Files.readString(file);
    String second = whole.lines().skip(2).findFirst().orElseThrow();
    List<String> odd =
        List.of(
            whole.replace("peers 1", "peers 2"),
            whole.replace("end 2", "end 3"),
            whole.replace(" met ", " maybe "),
            whole.replace(ana.toString(), "00".repeat(32)),
            whole.replace("1800000000", "18x"),
            whole.replace(second, second + " more"),
            whole.replace("Ana%27s+laptop", "%zz"),
            whole.replace("Ana%27s+laptop", ""),
            whole.replace("end 2", second + "\nend 3"));
    for (String content : odd) {
      put(content.getBytes(US_ASCII));
      assertThrows(StoreException.class, store::load, content);
      assertEquals(List.of(), store.load().all());
    }
  }

  private void put(byte[] content) throws Exception {
    Files.deleteIfExists(file);
    Files.write(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aListThatOthersMayReadIsRefusedAndStays() throws Exception {
    keepBoth();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(assertThrows(StoreException.class, store::load).getMessage().contains("chmod 600"));
    assertTrue(Files.exists(file));
  }

  @Test
  void changesAtTheSameTimeAreAllKept() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      DeviceKey key = DeviceIdentity.generate(random).key();
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      new PeerStore(folder).change(before -> before.with(key, "same name", NOW));
                    } catch (StoreException e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(8, store.load().all().stream().map(KnownPeer::name).distinct().count());
  }
}
