package fr.preau.bridge.push.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The push services that the hub speaks to. Endpoints come from browsers, so from anybody: an address outside this list is
 * never called, and neither is one that leads back into the house.
 *
 * @param hosts names of hosts; {@code *.example.org} stands for all below example.org
 * @param own one more, in the clear and on this machine, as scheme, host and port; for the sandbox and for tests only
 */
public record PushServices(List<String> hosts, Optional<URI> own) {
    private static final int LONGEST = 2_048;

    public PushServices {
        hosts = List.copyOf(hosts);
    }

    /** The endpoint as an address that may be called; none where it may not. */
    public Optional<URI> address(String endpoint) {
        if (endpoint.length() > LONGEST) {
            return Optional.empty();
        }
        URI uri;
        try {
            uri = new URI(endpoint);
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
        var host = uri.getHost();
        if (host == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        return isOwn(uri) || known(uri, host.toLowerCase(Locale.ROOT)) ? Optional.of(uri) : Optional.empty();
    }

    private boolean known(URI uri, String host) {
        return "https".equals(uri.getScheme())
                && (uri.getPort() == -1 || uri.getPort() == 443)
                && hosts.stream().anyMatch(allowed -> fits(allowed, host));
    }

    private static boolean fits(String allowed, String host) {
        return allowed.startsWith("*.")
                ? host.length() > allowed.length() - 1 && host.endsWith(allowed.substring(1))
                : host.equals(allowed);
    }

    /** Whether this is an address of {@link #own}. */
    boolean isOwn(URI uri) {
        return own.filter(it -> it.getScheme().equals(uri.getScheme())
                        && it.getHost().equals(uri.getHost())
                        && it.getPort() == uri.getPort())
                .isPresent();
    }

    /** Whether an address belongs to nobody outside: this machine, a private network, a link, a group. */
    static boolean inside(InetAddress address) {
        var bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean shared = bytes.length == 4
                && (first == 0
                        || first >= 240
                        || first == 100 && (second & 0xc0) == 64
                        || first == 198 && (second & 0xfe) == 18);
        boolean unique = bytes.length == 16 && (first & 0xfe) == 0xfc;
        // 64:ff9b::/96 and 2002::/16 carry an IPv4 address inside, which may be any.
        boolean carrier = bytes.length == 16 && (first == 0 && second == 0x64 || first == 0x20 && second == 0x02);
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || shared
                || unique
                || carrier;
    }
}
