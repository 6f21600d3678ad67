/** Everything two peers derive from the one secret of their pairing. */
@NullMarked
package io.sluice.crypto.pairing;

import org.jspecify.annotations.NullMarked;
