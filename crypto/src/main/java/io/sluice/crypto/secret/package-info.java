/** Secret bytes that compare in constant time, are zeroed when done, and never print themselves. */
@NullMarked
package io.sluice.crypto.secret;

import org.jspecify.annotations.NullMarked;
