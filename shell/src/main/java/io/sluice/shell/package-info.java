/** The prompt that {@code sluice} alone opens: one session with one peer, typed verbs. */
@NullMarked
package io.sluice.shell;

import org.jspecify.annotations.NullMarked;
