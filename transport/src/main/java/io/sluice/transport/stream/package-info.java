/**
 * One end of a pipe as a sans-IO core: {@link Duplex} counts what goes each way and keeps either
 * side within what the other takes. It holds no data longer than its driver lets it.
 *
 * <pre>
 *   one side                                the other
 *     PipeOpen(room)        ◀────────▶        PipeOpen(room)      both have asked: it is there
 *     PipeData …             ─────────▶         hands out, counts
 *                            ◀─────────       PipeRoom            so much was taken
 *     PipeEnd(length, hash)  ─────────▶         all there? what was taken has that hash?
 *                            ◀─────────       PipeClose           yes; or why not, and it is over
 * </pre>
 */
@NullMarked
package io.sluice.transport.stream;

import org.jspecify.annotations.NullMarked;
