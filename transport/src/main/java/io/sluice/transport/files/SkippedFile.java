package io.sluice.transport.files;

import java.nio.file.Path;

/**
 * Something in a shared folder that is not sent.
 *
 * @param path its name may hold anything: escape it before it is shown
 * @param reason a phrase for the user, for example {@code "it is a named pipe or a device"}
 */
public record SkippedFile(Path path, String reason) {}
