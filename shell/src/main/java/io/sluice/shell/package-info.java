@NullMarked
package io.sluice.shell;

import org.jspecify.annotations.NullMarked;
