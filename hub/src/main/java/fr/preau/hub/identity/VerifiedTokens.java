package fr.preau.hub.identity;

import fr.preau.hub.ground.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What tokens said whose signature was found good on this node, for those who show the same one again: checking one costs
 * half a millisecond, and a town that comes back after a cut shows ten thousand. Kept by the SHA-256 of the whole token, so
 * that no token can be read from memory here, and two generations of them, so that it is bounded: a full one takes the
 * place of the one before. Whether the session is still open is not kept here. Thread-safe.
 */
final class VerifiedTokens {
    private final int generation;
    private volatile Map<Key, AccessTokens.Verified> young = new ConcurrentHashMap<>();
    private volatile Map<Key, AccessTokens.Verified> old = Map.of();

    /** @param generation tokens of a generation, at most; it keeps two */
    VerifiedTokens(int generation) {
        this.generation = generation;
    }

    /** A token as it is looked up. */
    record Key(byte[] hash) {
        static Key of(String token) {
            return new Key(Sha256.of(token));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && MessageDigest.isEqual(hash, key.hash);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(hash);
        }

        @Override
        public String toString() {
            return "a token"; // never its hash, which must not be found in a log
        }
    }

    /** What the token said, if it was found good lately; its times are still to be judged. */
    AccessTokens.@Nullable Verified find(Key key) {
        AccessTokens.Verified found = young.get(key);
        if (found == null) {
            found = old.get(key);
            if (found != null) {
                keep(key, found);
            }
        }
        return found;
    }

    /** A token whose signature was found good. */
    void keep(Key key, AccessTokens.Verified verified) {
        if (young.size() >= generation) {
            turn();
        }
        young.put(key, verified);
    }

    private synchronized void turn() {
        if (young.size() >= generation) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }

    /** How many are kept. */
    int size() {
        return young.size() + old.size();
    }
}
