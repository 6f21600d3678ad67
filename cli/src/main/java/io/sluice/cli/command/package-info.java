/** One class per verb of the command line, and what they share: options, codes, exit codes. */
@NullMarked
package io.sluice.cli.command;

import org.jspecify.annotations.NullMarked;
