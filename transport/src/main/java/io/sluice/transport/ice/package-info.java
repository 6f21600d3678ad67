/**
 * Finds a path to the peer. ice4j makes the connectivity checks and chooses the pair; the sockets,
 * the addresses, what may come in and the data path are ours (docs/profiles/ice.md).
 */
@NullMarked
package io.sluice.transport.ice;

import org.jspecify.annotations.NullMarked;
