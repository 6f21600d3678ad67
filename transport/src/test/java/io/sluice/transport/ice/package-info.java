@NullMarked
package io.sluice.transport.ice;

import org.jspecify.annotations.NullMarked;
