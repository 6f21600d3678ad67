/**
 * Open directories and files: what is done through a handle happens in the directory that was
 * opened, wherever its name leads meanwhile. Knows nothing of transfers.
 */
@NullMarked
package io.sluice.transport.files.handle;

import org.jspecify.annotations.NullMarked;
