package io.sluice.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sluice.crypto.pairing.PairingKeys;
import io.sluice.transport.signal.CodeCandidate;
import io.sluice.transport.signal.OfferCode;
import io.sluice.transport.signal.ReplyCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two machines that see nothing of each other but ports of coturn. */
@Timeout(300)
@Execution(ExecutionMode.SAME_THREAD)
class RelayIT {
  private static final int BYTES = 20_000_000;
  private static final int SEEN_BYTES = 4_000_000;
  private static final String MARKED_NAME = "marked-otter-canal-lantern";

  @TempDir private Path folder;

  @Test
  void filesGoThroughTheRelayAndNothingGoesElsewhere() throws Exception {
    byte[] content = new byte[BYTES];
    new Random(3).nextBytes(content);
    Files.write(folder.resolve("f"), content);
    try (NatNetwork network = new NatNetwork();
        Capture one = new Capture(network.routers().get(0), "inside", "ip");
        Capture two = new Capture(network.routers().get(1), "inside", "ip");
        Sluice sender = relayed(network, 0).run(relay("send", "--reply-file", "-", "f"));
        Sluice receiver =
            relayed(network, 1)
                .with("SLUICE_CODE", sender.code())
                .run(relay("receive", "--yes", "-o", "g"))) {
      assertArrives("f", sender, receiver);
      for (Capture capture : List.of(one, two)) {
        List<String> packets = capture.end();
        // With a port, or without one: a message that a socket is closed now.
        String server = "> " + NatNetwork.SERVER;
        assertFalse(packets.isEmpty());
        assertEquals(List.of(), packets.stream().filter(each -> !each.contains(server)).toList());
      }
    }
  }

  @Test
  void aCodeRevealsThePortOfTheRelayAlone() throws Exception {
    try (NatNetwork network = new NatNetwork();
        Sluice doctor = relayed(network, 0).run(relay("doctor", "--candidates"))) {
      assertEquals(0, doctor.exit(), doctor.err::toString);
      List<String> lines = doctor.out.toString().lines().toList();
      assertEquals(1, lines.size(), lines::toString);
      assertTrue(lines.getFirst().contains("relay"), lines::toString);
      assertTrue(lines.getFirst().contains(NatNetwork.SERVER), lines::toString);
    }
  }

  @Test
  void bothCodesNameTheRelayAlone() throws Exception {
    Files.writeString(folder.resolve("f"), "small");
    try (NatNetwork network = new NatNetwork();
        Sluice sender = relayed(network, 0).run(relay("send", "--reply-file", "-", "f"));
        Sluice receiver =
            relayed(network, 1)
                .with("SLUICE_CODE", sender.code())
                .run(relay("receive", "--yes", "-o", "g"))) {
      OfferCode offer = OfferCode.parse(sender.code(), Instant.now());
      PairingKeys keys = PairingKeys.derive(offer.secret());
      ReplyCode reply = ReplyCode.parse(receiver.code(), keys);
      for (List<CodeCandidate> revealed : List.of(offer.candidates(), reply.candidates())) {
        assertFalse(revealed.isEmpty());
        for (CodeCandidate candidate : revealed) {
          assertEquals(CodeCandidate.Type.RELAY, candidate.type());
          assertEquals(NatNetwork.SERVER, candidate.address().getHostAddress());
        }
      }
    }
  }

  @Test
  void theRelaySeesNothingOfAFile() throws Exception {
    byte[] content = new byte[SEEN_BYTES];
    new Random(4).nextBytes(content);
    Files.write(folder.resolve(MARKED_NAME), content);
    try (NatNetwork network = new NatNetwork();
        Recording recording = new Recording(network.internet());
        Sluice sender = relayed(network, 0).run(relay("send", "--reply-file", "-", MARKED_NAME));
        Sluice receiver =
            relayed(network, 1)
                .with("SLUICE_CODE", sender.code())
                .run(relay("receive", "--yes", "-o", "g"))) {
      assertArrives(MARKED_NAME, sender, receiver);
      byte[] seen = recording.end();
      assertTrue(seen.length > SEEN_BYTES, "only " + seen.length + " bytes were recorded");
      assertTrue(Recording.common(seen, ascii(NatNetwork.REALM)) > 0, "what is plain was not seen");
      assertEquals(0, Recording.common(seen, content));
      assertEquals(0, Recording.common(seen, ascii(MARKED_NAME)));
    }
  }

  @Test
  void aWrongPasswordIsSaid() throws Exception {
    try (NatNetwork network = new NatNetwork();
        Sluice doctor =
            relayed(network, 0)
                .with("SLUICE_TURN_PASSWORD", "wrong")
                .run(relay("doctor", "--candidates"))) {
      assertEquals(4, doctor.exit(), doctor.err::toString);
      assertTrue(
          doctor.err.toString().contains("does not take this name and password"),
          doctor.err::toString);
    }
  }

  /** Brings the receiver's code to the sender; then the file is there under the name g. */
  private void assertArrives(String file, Sluice sender, Sluice receiver) throws Exception {
    sender.type(receiver.code() + "\n");
    assertEquals(0, receiver.exit(), receiver.err::toString);
    assertEquals(0, sender.exit(), sender.err::toString);
    assertEquals(-1, Files.mismatch(folder.resolve(file), folder.resolve("g")));
  }

  private Sluice.Start relayed(NatNetwork network, int which) throws IOException {
    return new Sluice.Start()
        .inNamespace(network.homes().get(which))
        .with("SLUICE_TURN_PASSWORD", NatNetwork.PASSWORD)
        .in(folder);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String[] relay(String command, String... more) {
    List<String> all =
        new ArrayList<>(List.of(command, "--ice", "relay", "--turn", NatNetwork.turnServer()));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
