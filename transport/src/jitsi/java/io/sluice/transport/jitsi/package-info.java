/**
 * The engine of jitsi-sctp, which is usrsctp behind JNI, as one of ours. In a build with the
 * profile {@code jitsi-sctp} only.
 */
@NullMarked
package io.sluice.transport.jitsi;

import org.jspecify.annotations.NullMarked;
