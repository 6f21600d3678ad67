/**
 * UDP sockets that move datagrams in batches. The interface is made for system calls that take many
 * datagrams at once (GSO, GRO); {@link io.sluice.transport.udp.NioUdpSocket} works everywhere.
 */
@NullMarked
package io.sluice.transport.udp;

import org.jspecify.annotations.NullMarked;
