package io.sluice.transport.api;

/**
 * Why one entry of a transfer did not arrive, or did not arrive whole.
 *
 * @param path which entry
 * @param problem the kind
 * @param reason a phrase for the user, for example {@code "no space left on the receiver's disk"}
 */
public record FileProblem(EntryPath path, Problem problem, String reason) {}
