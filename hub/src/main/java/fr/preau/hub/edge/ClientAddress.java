package fr.preau.hub.edge;

import fr.preau.config.Cidr;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * The address that a request really came from: the socket's, or, when that is a trusted proxy, the last address of
 * X-Forwarded-For that is none. What untrusted hands wrote into that header is never believed.
 */
final class ClientAddress {
    private final List<Cidr> trusted;

    ClientAddress(List<Cidr> trusted) {
        this.trusted = trusted;
    }

    String of(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        if (address == null) {
            return "unknown";
        }
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !trusts(address)) {
            return address;
        }
        List<String> hops = List.of(forwarded.split(",")).reversed();
        for (String hop : hops) {
            String candidate = hop.strip();
            if (!candidate.isEmpty() && !trusts(candidate)) {
                return candidate;
            }
        }
        return address;
    }

    private boolean trusts(String address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }
}
