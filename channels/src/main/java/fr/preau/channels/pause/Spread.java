package fr.preau.channels.pause;

/** Spreads recipients evenly and always in the same way. */
final class Spread {
    private Spread() {}

    /** A place from zero up to {@code room}: a mix of all bits (SplitMix64), as neighbouring ids must not leave together. */
    static long within(long room, long recipient) {
        long mixed = recipient + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return room == 0 ? 0 : Math.floorMod(mixed, room);
    }
}
