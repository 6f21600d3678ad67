package io.sluice.transport.ice;

import java.net.InetSocketAddress;

/** What lets the peer's data in, and may be told that the peer has moved. */
public interface PeerGate {
  /** Data comes from one address for ever. */
  PeerGate FIXED =
      new PeerGate() {
        @Override
        public void letPeerMove(boolean may) {}

        @Override
        public void peerMoved(InetSocketAddress to) {}
      };

  /** Whether data may come in from addresses that have proved nothing: it has to prove itself. */
  void letPeerMove(boolean may);

  /** What came from this address was the peer's: it is to be found there from now on. */
  void peerMoved(InetSocketAddress to);
}
