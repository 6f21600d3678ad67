package io.sluice.transport.interop;

import io.sluice.transport.ice.Ice4j;
import io.sluice.transport.ice.IceOptions;
import io.sluice.transport.session.WebRtcPeer;
import io.sluice.transport.session.WebRtcSession;
import io.sluice.transport.webrtc.Sdp;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * sluice's SCTP engine as a WebRTC peer that is driven by lines: {@code offer} or {@code answer} as
 * its argument, descriptions on stdin and stdout, everything else on stderr. docs/TESTING.md has
 * the protocol.
 */
public final class InteropPeer {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /**
   * What the environment says.
   *
   * @param bulkBytes how much an offerer sends after the probes: {@code BULK_MB}
   * @param bulkMessage in messages of how many bytes: {@code BULK_MSG}
   * @param empty whether empty messages are sent: no {@code NO_EMPTY}
   * @param ice on which interfaces: {@code ICE_INTERFACES}, with commas; none for all
   */
  record Settings(long bulkBytes, int bulkMessage, boolean empty, IceOptions ice) {
    static Settings of(Map<String, String> environment) {
      List<String> interfaces =
          List.of(environment.getOrDefault("ICE_INTERFACES", "").split(",")).stream()
              .filter(name -> !name.isEmpty())
              .toList();
      return new Settings(
          Long.parseLong(environment.getOrDefault("BULK_MB", "0")) << 20,
          Integer.parseInt(environment.getOrDefault("BULK_MSG", "16384")),
          environment.getOrDefault("NO_EMPTY", "").isEmpty(),
          IceOptions.defaults().withInterfaces(interfaces));
    }
  }

  private final Settings settings;
  private final BufferedReader in;
  private final PrintStream out;

  InteropPeer(Settings settings, BufferedReader in, PrintStream out) {
    this.settings = settings;
    this.in = in;
    this.out = out;
  }

  /** Exits with 0 if all went well, 1 if not, 2 for another argument. */
  public static void main(String[] arguments) throws Exception {
    // Before the peer knows where to send its checks: werift gives up for good after three seconds.
    Ice4j.prepare();
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    InteropPeer peer = new InteropPeer(Settings.of(System.getenv()), in, System.out);
    System.exit(peer.run(arguments.length == 1 ? arguments[0] : ""));
  }

  int run(String mode) throws IOException, InterruptedException {
    return switch (mode) {
      case "offer" -> offer();
      case "answer" -> answer();
      default -> {
        System.err.println("offer or answer?");
        yield 2;
      }
    };
  }

  private int offer() throws IOException, InterruptedException {
    try (WebRtcPeer peer = WebRtcPeer.offerer(settings.ice)) {
      say("offer", peer.offer());
      Sdp answer = hear("answer");
      List<Probe> probes =
          Probe.all(Math.min(answer.maxMessageSize(), WebRtcSession.MAX_MESSAGE), settings.empty);
      Prober prober = new Prober(probes, settings.bulkBytes, settings.bulkMessage);
      try (WebRtcSession session = peer.connect(answer)) {
        session.run(prober, PATIENCE);
        System.err.println(session.stats());
      } catch (IOException e) {
        prober.fail(e.getMessage());
      }
      out.println("RESULT " + prober.result());
      out.flush();
      return prober.succeeded() ? 0 : 1;
    }
  }

  private int answer() throws IOException, InterruptedException {
    Sdp offer = hear("offer");
    try (WebRtcPeer peer = WebRtcPeer.answerer(settings.ice)) {
      say("answer", peer.answer(offer));
      try (WebRtcSession session = peer.connect(offer)) {
        session.run(new Echo(), PATIENCE);
        System.err.println(session.stats());
      }
      return 0;
    } catch (IOException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private void say(String type, Sdp sdp) {
    out.println(new Description(type, sdp.toString()));
    out.flush();
  }

  /** The peer's description; lines that are none are noise. */
  private Sdp hear(String type) throws IOException {
    String line;
    while ((line = in.readLine()) != null) {
      if (line.startsWith("{")) {
        Description description = Description.parse(line);
        if (description.type().equals(type)) {
          return Sdp.parse(description.sdp());
        }
      }
    }
    throw new IOException("no " + type + " came");
  }
}
