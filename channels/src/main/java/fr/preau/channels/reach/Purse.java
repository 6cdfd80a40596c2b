package fr.preau.channels.reach;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a payer has left for text messages, in segments; never below zero.
 *
 * @param today empty where no cap on a day is set
 * @param month empty where no cap on a month is set
 */
public record Purse(OptionalInt today, OptionalInt month) {
    /** Of those whom nothing limits. */
    public static final Purse OPEN = new Purse(OptionalInt.empty(), OptionalInt.empty());

    /** A purse with what the caps leave, null for no cap. What safety alerts spent beyond a cap counts as nothing left. */
    public static Purse left(@Nullable Integer today, @Nullable Integer month) {
        return new Purse(atLeastNothing(today), atLeastNothing(month));
    }

    private static OptionalInt atLeastNothing(@Nullable Integer left) {
        return left == null ? OptionalInt.empty() : OptionalInt.of(Math.max(0, left));
    }

    /**
     * Whether a message may still leave this month: the same question that each one is asked before it is sent. What only
     * today has no room for leaves tomorrow, and is planned.
     *
     * @param segments what it may come to
     */
    public boolean pays(int segments) {
        return month.isEmpty() || month.getAsInt() >= segments;
    }

    /**
     * How many of so many messages have no room today or this month.
     *
     * @param segments what each may come to, at least 1
     */
    public int lacks(int messages, int segments) {
        int left = Math.min(today.orElse(Integer.MAX_VALUE), month.orElse(Integer.MAX_VALUE));
        return Math.max(0, messages - left / segments);
    }
}
