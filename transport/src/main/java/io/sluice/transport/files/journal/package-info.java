/**
 * What outlives a run of a transfer: append-only files in this user's own folder that say which
 * leaves of which files are on the disk, or were read from it.
 */
@NullMarked
package io.sluice.transport.files.journal;

import org.jspecify.annotations.NullMarked;
