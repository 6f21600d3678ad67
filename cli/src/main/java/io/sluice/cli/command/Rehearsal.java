package io.sluice.cli.command;

import io.sluice.cli.demo.Loopback;
import io.sluice.cli.demo.TempFolder;
import io.sluice.transport.api.IncomingTransfer;
import io.sluice.transport.api.Node;
import io.sluice.transport.api.Options;
import io.sluice.transport.api.Pairing;
import io.sluice.transport.api.Peer;
import io.sluice.transport.api.PeerEvent;
import io.sluice.transport.api.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A whole transfer of one MiB between two nodes of this process, over the loopback interface. */
final class Rehearsal {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private Rehearsal() {}

  static void run(Function<Options, Node> network)
      throws TransportException, IOException, InterruptedException {
    Options options =
        Options.defaults().withInterfaces(List.of(Loopback.name())).withConnectWithin(PATIENCE);
    try (TempFolder folder = TempFolder.create();
        Node one = network.apply(options);
        Node other = network.apply(options);
        Pairing offer = one.offer();
        Pairing answer = other.answer(offer.code().text());
        Peer receiver = answer.await(PATIENCE);
        Peer sender = offer.await(PATIENCE)) {
      if (receiver != null && sender != null) {
        move(sender, receiver, folder.path());
      }
    }
  }

  private static void move(Peer sender, Peer receiver, Path folder)
      throws TransportException, IOException, InterruptedException {
    Path file = Files.write(folder.resolve("rehearsal"), new byte[1 << 20]);
    Path target = Files.createDirectory(folder.resolve("in"));
    var sent = sender.send(List.of(file));
    if (receiver.nextEvent(PATIENCE) instanceof PeerEvent.Offered(IncomingTransfer offered)) {
      offered.prospect(target);
      offered.accept(target);
      sent.await(PATIENCE);
      offered.await(PATIENCE);
    }
  }
}
