/**
 * Stands in for kotlin-reflect, of which ice4j's configuration and logging call two functions: the
 * original is 3 MB and doubles the time that ice4j takes to start. Excluded in the parent pom.
 */
@NullMarked
package kotlin.reflect.full;

import org.jspecify.annotations.NullMarked;
