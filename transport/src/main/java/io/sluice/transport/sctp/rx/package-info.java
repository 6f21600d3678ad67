/** The receiving half of an association: TSNs seen, SACKs owed, messages put together again. */
@NullMarked
package io.sluice.transport.sctp.rx;

import org.jspecify.annotations.NullMarked;
