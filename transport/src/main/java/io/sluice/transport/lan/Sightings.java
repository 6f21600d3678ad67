package io.sluice.transport.lan;

import io.sluice.transport.lan.Discovery.Sighting;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Queue;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;

/** A search for one tag in one network. JmDNS calls it; it only fills a bounded queue. */
final class Sightings implements ServiceListener {
  /** More than this, and somebody floods the network. */
  static final int MOST = 16;

  private final JmDNS responder;
  private final String type;
  private final String prefix;
  private final Queue<Sighting> found;

  Sightings(JmDNS responder, String type, Tag tag, Queue<Sighting> found) {
    this.responder = responder;
    this.type = type;
    this.prefix = tag + "-";
    this.found = found;
  }

  void begin() {
    responder.addServiceListener(type, this);
  }

  void end() {
    responder.removeServiceListener(type, this);
  }

  @Override
  public void serviceAdded(ServiceEvent event) {
    if (event.getName().startsWith(prefix)) {
      responder.requestServiceInfo(type, event.getName(), 1);
    }
  }

  @Override
  public void serviceRemoved(ServiceEvent event) {
    // What was seen is tried all the same: it answers or not.
  }

  @Override
  public void serviceResolved(ServiceEvent event) {
    String name = event.getName();
    int end = name.lastIndexOf('-');
    ServiceInfo info = event.getInfo();
    if (!name.startsWith(prefix) || end < prefix.length() || info.getPort() < 1) {
      return;
    }
    String id = name.substring(prefix.length(), end);
    for (InetAddress address : info.getInetAddresses()) {
      InetAddress reachable = scoped(address);
      if (!reachable.isAnyLocalAddress() && !reachable.isMulticastAddress()) {
        // A full queue takes no more, and does not wait.
        found.offer(new Sighting(id, new InetSocketAddress(reachable, info.getPort())));
      }
    }
  }

  /** A link-local address means something on the interface only where it was heard. */
  private InetAddress scoped(InetAddress address) {
    try {
      if (address instanceof Inet6Address v6
          && v6.isLinkLocalAddress()
          && responder.getInetAddress() instanceof Inet6Address own
          && own.getScopedInterface() != null) {
        return Inet6Address.getByAddress(null, v6.getAddress(), own.getScopedInterface());
      }
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError("the bytes of an address", e);
    } catch (IOException e) {
      return address;
    }
  }
}
