/**
 * The two ends of one transfer as sans-IO cores: {@link Sender} and {@link Receiver} take messages
 * and the results of disk work, and give messages and disk work to do. They read no file, no clock
 * and no network.
 *
 * <pre>
 *   Sender                                   Receiver
 *     Offer, ManifestPage …   ─────────▶       collects, checks; a person decides
 *                             ◀─────────     Accept (or Refuse: the end)
 *     Block …, FileEnd        ─────────▶       stores, verifies leaves, verifies the root, publishes
 *                             ◀─────────     Again (a damaged block), FileResults
 *                                              all files settled: links, then directories
 *                             ◀─────────     Done
 *     Done                    ─────────▶     both know
 *   Cancel from either side at any time ends it on both.
 * </pre>
 */
@NullMarked
package io.sluice.transport.transfer;

import org.jspecify.annotations.NullMarked;
