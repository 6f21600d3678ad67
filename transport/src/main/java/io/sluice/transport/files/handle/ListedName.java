package io.sluice.transport.files.handle;

/**
 * A name, or the target of a link, as it was found on the disk.
 *
 * @param text with U+FFFD for what is not text
 * @param isText whether the text is all of it: if not, it cannot be used as a name again
 */
public record ListedName(String text, boolean isText) {}
