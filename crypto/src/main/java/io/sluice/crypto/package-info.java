/**
 * The face of the crypto module: the few types that the rest of sluice may hold. Keys, hashes and
 * the DTLS connection live in the packages below; only this module uses Bouncy Castle.
 */
@NullMarked
package io.sluice.crypto;

import org.jspecify.annotations.NullMarked;
