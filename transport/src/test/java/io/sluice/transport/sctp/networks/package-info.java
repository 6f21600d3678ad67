/**
 * Two associations on thousands of networks, each drawn from a seed: what they promise their users
 * holds whatever the network does and whatever both ends were told.
 */
@NullMarked
package io.sluice.transport.sctp.networks;

import org.jspecify.annotations.NullMarked;
