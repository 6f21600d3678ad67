package io.sluice.transport.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.sluice.transport.lan.Discovery.Announcement;
import io.sluice.transport.lan.Tag;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener sees of a device that announces tags to those that know it. */
@Timeout(120)
class NearbyTest {
  private static final String TYPE = "_sluice._tcp.local.";
  private static final int PORT = 40_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A rotating tag is worth nothing if the next one is seen to be of the same host. */
  @Test
  void twoTagsShowNothingThatIsTheSame() throws Exception {
    Tag first = Tag.named("first");
    Tag second = Tag.named("second");
    try (Nearby nearby = new Nearby(Couple.LOOPBACK, PATIENCE, new SecureRandom());
        JmDNS listener = JmDNS.create(InetAddress.getLoopbackAddress(), "listener");
        Announcement _ = nearby.announce(first, PORT);
        Announcement _ = nearby.announce(second, PORT + 1)) {
      ServiceInfo one = heard(listener, first);
      ServiceInfo other = heard(listener, second);
      assertEquals(PORT, one.getPort());
      assertEquals(PORT + 1, other.getPort());
      assertNotEquals(one.getServer(), other.getServer());
      assertNotEquals(id(one), id(other));
    }
  }

  @Test
  void whatIsNoLongerAnnouncedIsNotFound() throws Exception {
    Tag tag = Tag.named("withdrawn");
    try (Nearby nearby = new Nearby(Couple.LOOPBACK, PATIENCE, new SecureRandom())) {
      try (Announcement _ = nearby.announce(tag, PORT)) {
        assertFalse(nearby.find(tag, PATIENCE).isEmpty());
      }
      try (Nearby later = new Nearby(Couple.LOOPBACK, PATIENCE, new SecureRandom())) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!later.find(tag, Duration.ofMillis(500)).isEmpty()) {
          assertFalse(System.nanoTime() > deadline, "it is still announced");
        }
      }
    }
  }

  private static ServiceInfo heard(JmDNS listener, Tag tag) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<ServiceInfo> found =
          Arrays.stream(listener.list(TYPE, 500))
              .filter(service -> service.getName().startsWith(tag + "-") && service.getPort() > 0)
              .toList();
      if (!found.isEmpty()) {
        return found.getFirst();
      }
    }
    throw new AssertionError(tag + " is not announced");
  }

  private static String id(ServiceInfo service) {
    return service.getName().split("-")[1];
  }
}
