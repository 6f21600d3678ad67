/** Which part of a folder is sent: patterns as git reads them, of the user and of the folder. */
@NullMarked
package io.sluice.transport.files.select;

import org.jspecify.annotations.NullMarked;
