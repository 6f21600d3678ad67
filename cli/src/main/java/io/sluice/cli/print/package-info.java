/** What a command says, and where: results on standard output, talk on standard error. */
@NullMarked
package io.sluice.cli.print;

import org.jspecify.annotations.NullMarked;
