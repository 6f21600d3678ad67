/**
 * The key pair of a device, by which others know it again, and what it signs in each session so
 * that nobody can use that signature anywhere else.
 */
@NullMarked
package io.sluice.crypto.identity;

import org.jspecify.annotations.NullMarked;
