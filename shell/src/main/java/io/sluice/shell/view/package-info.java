/** How sizes, times, offers, progress and results look as text; no terminal is needed for it. */
@NullMarked
package io.sluice.shell.view;

import org.jspecify.annotations.NullMarked;
