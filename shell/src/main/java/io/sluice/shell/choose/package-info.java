/** What of an offer is received, and under which names: the decisions of a person, as they grow. */
@NullMarked
package io.sluice.shell.choose;

import org.jspecify.annotations.NullMarked;
