package kotlin.reflect.full;

import kotlin.reflect.KClass;
import org.jspecify.annotations.Nullable;

/** The part of kotlin-reflect that ice4j's logging calls, to name a logger after a class. */
public final class KClasses {
  private KClasses() {}

  /** Always null: a companion object then logs under its own name. */
  public static @Nullable KClass<?> getCompanionObject(KClass<?> type) {
    return null;
  }
}
