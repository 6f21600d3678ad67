@NullMarked
package io.sluice.transport.interop;

import org.jspecify.annotations.NullMarked;
