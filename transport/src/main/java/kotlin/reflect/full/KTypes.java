package kotlin.reflect.full;

import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import kotlin.reflect.KType;

/** The part of kotlin-reflect that ice4j's configuration calls, to tell enums from other types. */
public final class KTypes {
  private KTypes() {}

  /** Whether values of one type are values of the other, judged by their classes alone. */
  public static boolean isSubtypeOf(KType type, KType base) {
    return type.getClassifier() instanceof KClass<?> narrow
        && base.getClassifier() instanceof KClass<?> wide
        && JvmClassMappingKt.getJavaObjectType(wide)
            .isAssignableFrom(JvmClassMappingKt.getJavaObjectType(narrow));
  }
}
