@NullMarked
package io.sluice.transport.compress;

import org.jspecify.annotations.NullMarked;
