package io.sluice.cli.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An OpenSSH server of this user's, on a free port of the loopback interface, with keys and
 * settings of its own; it ends when it is closed.
 */
final class LocalSshd implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/sbin/sshd");

  private final Path folder;
  private final int port;
  private final Process server;

  private LocalSshd(Path folder, int port, Process server) {
    this.folder = folder;
    this.port = port;
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param folder an empty one, for keys and settings; nobody else may write to it
   */
  static LocalSshd start(Path folder) throws IOException, InterruptedException {
    key(folder.resolve("host"));
    key(folder.resolve("user"));
    Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
    int port = freePort();
    Path config =
        Files.write(
            folder.resolve("config"),
            List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + folder.resolve("host"),
                "AuthorizedKeysFile " + folder.resolve("authorized"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PasswordAuthentication no",
                "Subsystem sftp internal-sftp"));
    // Where its unprivileged part is shut into, when it is started as root.
    if (System.getProperty("user.name").equals("root")) {
      Files.createDirectories(Path.of("/run/sshd"));
    }
    Process server =
        new ProcessBuilder(SERVER.toString(), "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    LocalSshd started = new LocalSshd(folder, port, server);
    started.awaitPort();
    return started;
  }

  /** A command that reaches it: {@code ssh} with what follows for the other side. */
  List<String> ssh(String... remote) {
    List<String> command = new ArrayList<>(List.of("ssh", "-p", String.valueOf(port)));
    command.addAll(options());
    command.add("127.0.0.1");
    command.addAll(List.of(remote));
    return command;
  }

  /** A command that copies a folder into another with {@code scp}. */
  List<String> scp(Path from, Path into) {
    List<String> command = new ArrayList<>(List.of("scp", "-q", "-r", "-P", String.valueOf(port)));
    command.addAll(options());
    command.add(from.toString());
    command.add("127.0.0.1:" + into);
    return command;
  }

  private List<String> options() {
    return List.of(
        "-F",
        "none",
        "-i",
        folder.resolve("user").toString(),
        "-o",
        "StrictHostKeyChecking=no",
        "-o",
        "UserKnownHostsFile=" + folder.resolve("known"),
        "-o",
        "LogLevel=ERROR");
  }

  @Override
  public void close() {
    server.destroy();
  }

  private static void key(Path file) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (exit != 0) {
      throw new IOException("ssh-keygen ended with " + exit);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitPort() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 100; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
        return;
      } catch (IOException e) {
        if (!server.isAlive()) {
          break;
        }
        Thread.sleep(50);
      }
    }
    throw new IOException("sshd did not start: " + Files.readString(folder.resolve("log")));
  }
}
