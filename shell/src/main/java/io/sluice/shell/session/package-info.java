/** The one lasting session of a shell: from no peer, through a pairing, to a connected peer. */
@NullMarked
package io.sluice.shell.session;

import org.jspecify.annotations.NullMarked;
