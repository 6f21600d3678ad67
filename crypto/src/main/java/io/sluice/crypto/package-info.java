@NullMarked
package io.sluice.crypto;

import org.jspecify.annotations.NullMarked;
