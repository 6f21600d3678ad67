/** Finding a computer in the same network, by names that say nothing about who has them. */
@NullMarked
package io.sluice.transport.lan;

import org.jspecify.annotations.NullMarked;
