package fr.preau.channels.roll;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that are taken as one person, and the known person they are, if any. */
interface Cluster<E> {
    List<Integer> rows();

    E entry();

    @Nullable
    Known<E> known();

    /** One row and whom it is. */
    record Single<E>(List<Integer> rows, E entry, @Nullable Known<E> known) implements Cluster<E> {}
}
