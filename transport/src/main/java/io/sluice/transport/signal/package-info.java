/**
 * How two nodes meet before there is a path between them: codes that people paste to each other.
 */
@NullMarked
package io.sluice.transport.signal;

import org.jspecify.annotations.NullMarked;
