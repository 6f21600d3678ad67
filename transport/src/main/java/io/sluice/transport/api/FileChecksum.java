package io.sluice.transport.api;

import java.nio.file.Path;

/**
 * What a received file holds.
 *
 * @param place where it is, from the target as the user gave it
 * @param sha256 of its content, 64 hexadecimal digits in lower case
 */
public record FileChecksum(Path place, String sha256) {}
