package io.sluice.transport.session;

import io.sluice.crypto.identity.DeviceKey;
import io.sluice.crypto.store.KnownPeer;
import io.sluice.crypto.store.KnownPeers;
import io.sluice.transport.api.PeerText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which keys the devices have that this one knows: a device with one of their names and another key
 * is not let in.
 *
 * @param known those of the moment when the session began
 * @param expected the one that the peer has to be, or null
 */
record Pins(KnownPeers known, @Nullable KnownPeer expected) {
  private static final String TOLD = "its key is not the one that this device is known by here";

  /** What the session ends with, if the device that has proved this key may not go on with it. */
  @Nullable Ending judge(DeviceKey key, String claimed) {
    if (expected != null) {
      return expected.key().equals(key)
          ? null
          : Ending.unverified(notExpected(expected, key, claimed), TOLD);
    }
    Optional<KnownPeer> namesake = known.named(claimed.strip());
    return namesake.isEmpty() || known.withKey(key).isPresent()
        ? null
        : Ending.unverified(changed(namesake.get(), key), TOLD);
  }

  private String notExpected(KnownPeer wanted, DeviceKey key, String claimed) {
    Optional<KnownPeer> other = known.withKey(key);
    return other.isPresent()
        ? "This is %s, not %s: the code came from, or went to, the wrong device."
            .formatted(other.get().name(), wanted.name())
        : "The other side, which calls itself \"%s\", has not the key of the %s you know. %s"
            .formatted(PeerText.escape(claimed), wanted.name(), whatNow(wanted, key));
  }

  private static String changed(KnownPeer known, DeviceKey key) {
    return "The other side calls itself \"%s\", but has not the key of the %s you know%s. %s"
        .formatted(
            known.name(),
            known.name(),
            known.verified() ? " and have verified" : "",
            whatNow(known, key));
  }

  /** How to tell a new device from an attack: by what its owner sees on its own screen. */
  private static String whatNow(KnownPeer known, DeviceKey key) {
    return """
    Nothing was sent or received. Either this is another device, or one where sluice was set up \
    anew; or somebody sits between the two of you. To find out, have its owner run "sluice id" \
    and read the key to you, by phone. If it is %s, the device is new: type "sluice peers forget \
    %s" (or "sluice peers rename", to know both), pair again, and compare the words. If it is any \
    other key, somebody sits between: send nothing over this network.\
    """
        .formatted(key.grouped(), quoted(known.name()));
  }

  private static String quoted(String name) {
    return name.matches("[\\w.-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }
}
