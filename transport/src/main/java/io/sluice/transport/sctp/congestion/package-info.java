/**
 * Congestion control: how much may be in flight and how fast it leaves. A controller knows bytes
 * and times, no chunk.
 */
@NullMarked
package io.sluice.transport.sctp.congestion;

import org.jspecify.annotations.NullMarked;
