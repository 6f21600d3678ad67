/**
 * DTLS 1.2 between two sluice peers with a pre-shared key. Bouncy Castle does the handshake, behind
 * a gate that keeps loss, reordering and forgeries away from it; the records afterwards are ours
 * alone, on the AES-GCM of the JDK.
 *
 * <pre>
 *   handshake   link ─▶ HandshakeGate ─▶ HandshakeTransport ─▶ Bouncy Castle ─▶ FlightPacker ─▶ link
 *   afterwards  datagram ─▶ DtlsConnection.open ─▶ ReplayWindow, RecordOpener ─▶ plaintext
 *               plaintext ─▶ DtlsConnection.seal ─▶ RecordSealer ─▶ datagram
 * </pre>
 */
@NullMarked
package io.sluice.crypto.dtls;

import org.jspecify.annotations.NullMarked;
