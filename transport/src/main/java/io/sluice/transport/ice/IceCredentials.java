package io.sluice.transport.ice;

/**
 * The user name fragments and passwords of both agents (RFC 8445 section 5.3). Both sides derive
 * all four from the secret they share, so that an agent can listen before it knows of its peer.
 */
public record IceCredentials(
    String localUfrag, String localPassword, String remoteUfrag, String remotePassword) {
  /** What the peer's requests to us carry as USERNAME. */
  String inboundUsername() {
    return localUfrag + ":" + remoteUfrag;
  }

  @Override
  public String toString() {
    return "IceCredentials[secret]";
  }
}
