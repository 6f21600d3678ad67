/**
 * Where the bytes come from and where they go: files on this machine's disk. Blocking; called from
 * disk threads.
 */
@NullMarked
package io.sluice.transport.files;

import org.jspecify.annotations.NullMarked;
