package fr.preau.channels.reach;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Whose turn it is among the carriers of one route, which stand in the order of preference. A delivery belongs to the first;
 * one that this carrier definitely refused for a reason of its own belongs to the next, and after the last to the first
 * again. While a carrier takes nothing, the next one stands in for it.
 */
public final class Rota {
    private Rota() {}

    /**
     * Whose deliveries a carrier may take: its own, and those of carriers before it that all take nothing at the moment.
     *
     * @param rank the carrier's place, from 0
     * @param closed of each carrier, whether it takes nothing at the moment
     */
    public static List<Integer> turns(int rank, List<Boolean> closed) {
        int count = closed.size();
        return IntStream.range(0, count)
                .filter(back ->
                        IntStream.rangeClosed(1, back).allMatch(step -> closed.get(Math.floorMod(rank - step, count))))
                .map(back -> Math.floorMod(rank - back, count))
                .boxed()
                .toList();
    }

    /** Who comes after the carrier of this place. */
    public static int after(int rank, int count) {
        return (rank + 1) % count;
    }
}
