@NullMarked
package io.sluice.transport.webrtc;

import org.jspecify.annotations.NullMarked;
