package fr.preau.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/** Fills {@link Limits} from the annotations on its components, so that a limit is written down in one place only. */
final class LimitsReader {
    private static final RecordComponent[] LIMITS = Limits.class.getRecordComponents();

    private LimitsReader() {}

    static Limits standard() {
        return fill(component -> limit(component).standard());
    }

    /** Reads all limits; where two of them cannot hold together, says so and returns the standard ones. */
    static Limits read(Reading reading) {
        try {
            return fill(component -> {
                Limit limit = limit(component);
                return reading.number("limits." + component.getName(), limit.standard(), limit.min(), limit.max());
            });
        } catch (InvalidLimit e) {
            reading.refuse("limits." + e.limit(), e.allowed());
            return standard();
        }
    }

    private static Limit limit(RecordComponent component) {
        Limit limit = component.getAnnotation(Limit.class);
        if (limit == null) {
            throw new IllegalStateException(component.getName() + " has no @Limit");
        }
        return limit;
    }

    private static Limits fill(ToIntFunction<RecordComponent> value) {
        Object[] values = Arrays.stream(LIMITS).map(value::applyAsInt).toArray();
        Class<?>[] types = Arrays.stream(LIMITS).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return Limits.class.getDeclaredConstructor(types).newInstance(values);
        } catch (java.lang.reflect.InvocationTargetException e) {
            if (e.getCause() instanceof InvalidLimit invalid) {
                throw invalid;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
