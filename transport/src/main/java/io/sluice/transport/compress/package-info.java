/** Zstandard (RFC 8878) for blocks of files, and when it is worth it. */
@NullMarked
package io.sluice.transport.compress;

import org.jspecify.annotations.NullMarked;
