package fr.preau.tests.faults;

import java.util.Map;
import java.util.Random;

/** Something that is done to a hub under traffic, once a round. */
interface Fault extends AutoCloseable {
    /** Does it once, and returns when all is well again. */
    void once(Scene scene, Traffic traffic, Random random) throws Exception;

    /** What is measured beside the common figures, all rounds together. */
    Map<String, Object> figures();

    /** The most telling of them, in words. */
    String words(Traffic traffic);

    /** Lets go of what it holds. */
    @Override
    default void close() {
        // most hold nothing
    }

    /** Whether its own goals are reached. */
    default boolean ok() {
        return true;
    }
}
