@NullMarked
package io.sluice.transport.udp;

import org.jspecify.annotations.NullMarked;
