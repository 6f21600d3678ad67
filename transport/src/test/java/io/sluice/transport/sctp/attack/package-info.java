/**
 * What a hostile peer can send, and what it must not gain by it. Each class takes one concern;
 * {@code docs/ATTACKS.md} maps the whole list of attacks to the tests that answer it, here and
 * beside the code they concern.
 */
@NullMarked
package io.sluice.transport.sctp.attack;

import org.jspecify.annotations.NullMarked;
