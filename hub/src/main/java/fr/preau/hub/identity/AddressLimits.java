package fr.preau.hub.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many sign-ins one address may try on this node: so many at once, then so many a minute. IPv6 counts by /64, as
 * one household has a whole one. Remembers the addresses seen last, within a bound; safe for all event loops.
 */
final class AddressLimits {
    private static final int REMEMBERED = 50_000;
    private static final double MINUTE = 60_000;

    private final int burst;
    private final int perMinute;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Bucket(double left, long atMillis) {}

    AddressLimits(int burst, int perMinute, Clock clock) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /**
     * Takes one try.
     *
     * @param address as digits; what is no address shares one bucket
     * @return 0 when taken, else the seconds until the next one
     */
    synchronized int take(String address) {
        String key = key(address);
        long now = clock.millis();
        Bucket bucket = buckets.getOrDefault(key, new Bucket(burst, now));
        double gained = Math.max(0, now - bucket.atMillis()) / MINUTE * perMinute;
        double left = Math.min(burst, bucket.left() + gained);
        boolean taken = left >= 1;
        buckets.put(key, new Bucket(taken ? left - 1 : left, now));
        return taken ? 0 : Math.max(1, (int) Math.ceil((1 - left) * 60 / perMinute));
    }

    private static String key(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            byte[] bytes = parsed.getAddress();
            return HexFormat.of().formatHex(parsed instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
