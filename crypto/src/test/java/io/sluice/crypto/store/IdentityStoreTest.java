package io.sluice.crypto.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.identity.DeviceKey;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class IdentityStoreTest {
  private final SecureRandom random = new SecureRandom();

  @TempDir Path temp;
  private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    folder = temp.resolve("a").resolve("sluice");
    file = folder.resolve("device-key");
  }

  private DeviceKey key() throws StoreException {
    return new IdentityStore(folder).loadOrCreate(random).key();
  }

  @Test
  void theKeyIsMadeOnceAndStaysTheSame() throws Exception {
    assertEquals(key(), key());
  }

  @Test
  void twoFoldersHaveTwoKeys() throws Exception {
    assertNotEquals(key(), new IdentityStore(temp.resolve("b")).loadOrCreate(random).key());
  }

  @Test
  void nobodyElseMayReadIt() throws Exception {
    key();
    assertEquals("rw-------", permissions(file));
    assertEquals("rwx------", permissions(folder));
    assertEquals("rw-------", permissions(folder.resolve("lock")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwx------", "rw-rw-rw-"})
  void aKeyThatOthersMayReadIsRefusedWithAWord(String permissions) throws Exception {
    key();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    String message = assertThrows(StoreException.class, this::key).getMessage();
    assertTrue(message.contains("chmod 600"), message);
    assertTrue(message.contains(permissions), message);
  }

  @Test
  void aFolderThatOthersMayWriteToIsRefused() throws Exception {
    key();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx---"));
    String message = assertThrows(StoreException.class, this::key).getMessage();
    assertTrue(message.contains("chmod 700"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sluice device key 1\n", "sluice device key 2\n", "garbage"})
  void aDamagedKeyIsNeitherUsedNorReplaced(String content) throws Exception {
    key();
    Files.writeString(file, content);
    assertThrows(StoreException.class, this::key);
    assertEquals(content, Files.readString(file));
  }

  @Test
  void anyOneDamagedByteIsNoticedOrHarmless() throws Exception {
    key();
    byte[] content = Files.readAllBytes(file);
    for (int i = 0; i < content.length - 1; i++) {
      byte[] damaged = content.clone();
      damaged[i] = 'g';
      Files.write(file, damaged);
      assertThrows(StoreException.class, this::key, "byte " + i);
    }
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    key();
    Files.move(file, temp.resolve("elsewhere"));
    Files.createSymbolicLink(file, temp.resolve("elsewhere"));
    assertThrows(StoreException.class, this::key);
  }

  @Test
  void whatAKilledProcessLeftIsInNobodysWay() throws Exception {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(folder.resolve("device-key.new"), "sluice dev");
    assertEquals(key(), key());
    assertFalse(Files.exists(folder.resolve("device-key.new")));
  }

  @Test
  void fourProcessesThatNeedTheFirstKeyAtOnceHaveTheSame() throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx64m",
                  "-cp",
                  classPath(),
                  KeyMaker.class.getName(),
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start());
    }
    List<String> keys = new ArrayList<>();
    for (Process process : processes) {
      keys.add(new String(process.getInputStream().readAllBytes()).strip());
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    }
    assertEquals(Set.of(key().toString()), keys.stream().collect(Collectors.toSet()));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  /** Of the tests, of what they test, and of Bouncy Castle: no more is needed. */
  private static String classPath() {
    return Stream.of(KeyMaker.class, DeviceKey.class, Ed25519.class)
        .map(c -> Path.of(URI.create(c.getProtectionDomain().getCodeSource().getLocation() + "")))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** A process that needs the key. */
  static final class KeyMaker {
    private KeyMaker() {}

    public static void main(String[] arguments) throws StoreException {
      Path folder = Path.of(arguments[0]);
      System.out.println(new IdentityStore(folder).loadOrCreate(new SecureRandom()).key());
    }
  }
}
