/**
 * A manifest of millions of entries in a few bytes each. It is a core: no I/O.
 *
 * <p>What makes it small, and what checks it in little memory, is the order: that of {@link
 * io.sluice.transport.api.EntryPath#compareTo}, a directory right before what is in it, names by
 * their bytes. Who comes next is known from who came last, so no path can come twice and no folder
 * be missing without that being seen at once; and names beside each other begin alike.
 */
@NullMarked
package io.sluice.transport.manifest;

import org.jspecify.annotations.NullMarked;
