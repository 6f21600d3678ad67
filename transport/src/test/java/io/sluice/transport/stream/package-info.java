@NullMarked
package io.sluice.transport.stream;

import org.jspecify.annotations.NullMarked;
