package fr.preau.hub.edge;

import fr.preau.config.Settings;
import java.util.Set;

/** The sites whose pages may call the hub: an exact list, compared as a whole (RFC 6454). */
public final class Origins {
    private final Set<String> allowed;

    public Origins(Settings.Http http) {
        this.allowed = Set.copyOf(http.allowedOrigins());
    }

    public boolean allowed(String origin) {
        return allowed.contains(origin);
    }
}
