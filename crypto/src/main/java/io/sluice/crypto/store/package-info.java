/**
 * What a device keeps: its own key, and the devices it knows. Files that only their owner may read,
 * written as a whole or not at all, by one process at a time.
 */
@NullMarked
package io.sluice.crypto.store;

import org.jspecify.annotations.NullMarked;
