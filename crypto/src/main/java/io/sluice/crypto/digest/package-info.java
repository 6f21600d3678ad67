/**
 * The SHA-256 hash tree of a file (RFC 6962): blocks are verified one by one, a file by its root.
 */
@NullMarked
package io.sluice.crypto.digest;

import org.jspecify.annotations.NullMarked;
