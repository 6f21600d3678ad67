package io.sluice.transport.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a node behaves. Start from {@link #defaults} and change what differs.
 *
 * @param deviceName what the peer is told this machine is called, at most 64 characters
 * @param addresses which addresses of this machine are used and revealed
 * @param stunServers {@code host:port} of STUN servers to ask for this machine's public address;
 *     empty: none is asked, and nothing leaves the machine but what goes to the peer
 * @param relays TURN servers that pass on what the two machines cannot send each other; empty: none
 * @param codeLifetime how long an offer works
 * @param connectWithin how long an answerer tries to reach the offerer
 * @param limit how many bytes of files may pass in a second, in each direction; 0: as many as can
 * @param sctpEngine what carries messages: {@value #OWN_SCTP_ENGINE}, or the name of another engine
 *     that was built in
 * @param home the folder of this device's key and of what else outlives a run; null: nothing is
 *     kept, and the key is another one for each node
 * @param cipher what to seal datagrams with; another cipher than the peer takes makes no connection
 * @param passphrase what the peer has to know besides the code, and asks for too; or none
 * @param peer the name of the known device that the peer has to be; null: any that has the code
 * @param renewKeysAfter how many bytes one set of keys may seal before it is renewed; {@link
 *     #KEYS_AS_LONG_AS_THEY_LAST}: as many as the cipher allows. Lower only in tests
 */
public record Options(
    String deviceName,
    AddressPolicy addresses,
    List<String> stunServers,
    List<Relay> relays,
    Duration codeLifetime,
    Duration connectWithin,
    long limit,
    String sctpEngine,
    @Nullable Path home,
    Cipher cipher,
    Passphrase passphrase,
    @Nullable String peer,
    long renewKeysAfter) {
  /** Keys are renewed when the limit of the cipher comes near: with AES-GCM at some 270 GB. */
  public static final long KEYS_AS_LONG_AS_THEY_LAST = Long.MAX_VALUE;

  /** The engine that is always there. */
  public static final String OWN_SCTP_ENGINE = "sluice";

  public Options {
    stunServers = List.copyOf(stunServers);
    relays = List.copyOf(relays);
    if (limit < 0) {
      throw new IllegalArgumentException("limit " + limit);
    }
  }

  /** No name, all addresses, no STUN server, 15 minutes for a code and for connecting, no limit. */
  public static Options defaults() {
    return new Options(
        "",
        AddressPolicy.defaults(),
        List.of(),
        List.of(),
        Duration.ofMinutes(15),
        Duration.ofMinutes(15),
        0,
        OWN_SCTP_ENGINE,
        null,
        Cipher.AUTOMATIC,
        Passphrase.NONE,
        null,
        KEYS_AS_LONG_AS_THEY_LAST);
  }

  public Options withDeviceName(String name) {
    Draft draft = new Draft(this);
    draft.deviceName = name;
    return draft.options();
  }

  /** These options with another {@code addresses}. */
  public Options withAddresses(AddressPolicy policy) {
    Draft draft = new Draft(this);
    draft.addresses = policy;
    return draft.options();
  }

  /** These options with the interfaces of these names only; empty for all. */
  public Options withInterfaces(List<String> names) {
    return withAddresses(addresses.withOnly(names));
  }

  public Options withStunServers(List<String> servers) {
    Draft draft = new Draft(this);
    draft.stunServers = servers;
    return draft.options();
  }

  public Options withRelays(List<Relay> servers) {
    Draft draft = new Draft(this);
    draft.relays = servers;
    return draft.options();
  }

  public Options withCodeLifetime(Duration lifetime) {
    Draft draft = new Draft(this);
    draft.codeLifetime = lifetime;
    return draft.options();
  }

  public Options withConnectWithin(Duration patience) {
    Draft draft = new Draft(this);
    draft.connectWithin = patience;
    return draft.options();
  }

  /** These options with another {@code limit}. */
  public Options withLimit(long bytesPerSecond) {
    Draft draft = new Draft(this);
    draft.limit = bytesPerSecond;
    return draft.options();
  }

  /** These options with another {@code sctpEngine}. */
  public Options withSctpEngine(String name) {
    Draft draft = new Draft(this);
    draft.sctpEngine = name;
    return draft.options();
  }

  /** These options with another {@code home}. */
  public Options withHome(Path folder) {
    Draft draft = new Draft(this);
    draft.home = folder;
    return draft.options();
  }

  /** These options with another {@code passphrase}. */
  public Options withPassphrase(Passphrase agreed) {
    Draft draft = new Draft(this);
    draft.passphrase = agreed;
    return draft.options();
  }

  /** These options with another {@code cipher}. */
  public Options withCipher(Cipher wanted) {
    Draft draft = new Draft(this);
    draft.cipher = wanted;
    return draft.options();
  }

  /** These options with another {@code peer}. */
  public Options withPeer(String name) {
    Draft draft = new Draft(this);
    draft.peer = name;
    return draft.options();
  }

  /** These options with another {@code renewKeysAfter}. */
  public Options withRenewKeysAfter(long bytes) {
    Draft draft = new Draft(this);
    draft.renewKeysAfter = bytes;
    return draft.options();
  }

  /** Options of which one is about to change. */
  private static final class Draft {
    private String deviceName;
    private AddressPolicy addresses;
    private List<String> stunServers;
    private List<Relay> relays;
    private Duration codeLifetime;
    private Duration connectWithin;
    private long limit;
    private String sctpEngine;
    private @Nullable Path home;
    private Cipher cipher;
    private Passphrase passphrase;
    private @Nullable String peer;
    private long renewKeysAfter;

    Draft(Options from) {
      deviceName = from.deviceName;
      addresses = from.addresses;
      stunServers = from.stunServers;
      relays = from.relays;
      codeLifetime = from.codeLifetime;
      connectWithin = from.connectWithin;
      limit = from.limit;
      sctpEngine = from.sctpEngine;
      home = from.home;
      cipher = from.cipher;
      passphrase = from.passphrase;
      peer = from.peer;
      renewKeysAfter = from.renewKeysAfter;
    }

    Options options() {
      return new Options(
          deviceName,
          addresses,
          stunServers,
          relays,
          codeLifetime,
          connectWithin,
          limit,
          sctpEngine,
          home,
          cipher,
          passphrase,
          peer,
          renewKeysAfter);
    }
  }
}
