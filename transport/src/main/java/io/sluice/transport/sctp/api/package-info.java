/** What the layer above SCTP may hold: options, messages, events and figures of an association. */
@NullMarked
package io.sluice.transport.sctp.api;

import org.jspecify.annotations.NullMarked;
