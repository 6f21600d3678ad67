package io.sluice.transport.ice;

/**
 * The user name fragments and passwords of both agents (RFC 8445 section 5.3). Two sluices derive
 * all four from the secret they share, so that an agent can listen before it knows of its peer;
 * where each side chooses its own, an offerer learns the peer's from the answer.
 */
public record IceCredentials(
    String localUfrag, String localPassword, String remoteUfrag, String remotePassword) {
  /** Those of an agent that does not know its peer yet. */
  public static IceCredentials offered(String ufrag, String password) {
    return new IceCredentials(ufrag, password, "", "");
  }

  /** The same agent, now that its peer is known. */
  IceCredentials answered(String ufrag, String password) {
    return new IceCredentials(localUfrag, localPassword, ufrag, password);
  }

  /** Whether both agents are known. */
  boolean areComplete() {
    return !remotePassword.isEmpty();
  }

  /** What the peer's requests to us carry as USERNAME. */
  String inboundUsername() {
    return localUfrag + ":" + remoteUfrag;
  }

  @Override
  public String toString() {
    return "IceCredentials[secret]";
  }
}
