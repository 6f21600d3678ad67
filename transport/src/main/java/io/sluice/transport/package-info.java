@NullMarked
package io.sluice.transport;

import org.jspecify.annotations.NullMarked;
