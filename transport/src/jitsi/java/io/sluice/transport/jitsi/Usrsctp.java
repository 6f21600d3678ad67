package io.sluice.transport.jitsi;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jitsi.utils.logging2.LoggerImpl;
import org.jitsi_modified.sctp4j.Sctp4j;
import org.jitsi_modified.sctp4j.SctpClientSocket;
import org.jitsi_modified.sctp4j.SctpServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * The one usrsctp of this process: a library with one timer thread and one set of settings, started
 * at the first use and never stopped, since sockets that end late would crash it.
 */
final class Usrsctp {
  /**
   * jitsi-sctp logs every send that finds the buffer full, and nothing that anybody could act on.
   */
  private static final Logger SILENCED = Logger.getLogger("org.jitsi_modified");

  private static final @Nullable String OBSTACLE = start();

  private Usrsctp() {}

  /** Why it does not run on this machine, as a whole sentence; null if it does. */
  static @Nullable String obstacle() {
    return OBSTACLE;
  }

  private static @Nullable String start() {
    SILENCED.setLevel(Level.OFF);
    try {
      // No UDP port: packets come and go through calls.
      Sctp4j.init(0);
      return null;
    } catch (LinkageError e) {
      return "The native library of the SCTP engine \"jitsi\", libjnisctp, cannot be loaded on this"
          + " machine ("
          + e.getMessage()
          + ").";
    }
  }

  static SctpClientSocket clientSocket(int port) {
    return opened(Sctp4j.createClientSocket(port, new LoggerImpl(SILENCED.getName())));
  }

  static SctpServerSocket serverSocket(int port) {
    return opened(Sctp4j.createServerSocket(port, new LoggerImpl(SILENCED.getName())));
  }

  private static <S> S opened(@Nullable S socket) {
    if (socket == null) {
      throw new IllegalStateException("usrsctp gives no socket: out of memory");
    }
    return socket;
  }
}
