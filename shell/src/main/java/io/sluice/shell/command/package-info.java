/** One class per verb that is typed at the prompt. */
@NullMarked
package io.sluice.shell.command;

import org.jspecify.annotations.NullMarked;
