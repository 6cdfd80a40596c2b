package fr.preau.bridge.push;

/** A browser or an app that agreed to be woken up, as its maker names it. */
public sealed interface PushDevice {

    /**
     * A browser (RFC 8030, 8291).
     *
     * @param endpoint where its push service takes messages for it: a secret address
     * @param key its public key, an uncompressed point of P-256, 65 bytes
     * @param auth its authentication secret, 16 bytes
     */
    record Browser(String endpoint, byte[] key, byte[] auth) implements PushDevice {
        @Override
        public String toString() {
            return "Browser";
        }
    }

    /** An app, by the token that Apple or Google gave it. */
    record App(String token) implements PushDevice {
        @Override
        public String toString() {
            return "App";
        }
    }
}
