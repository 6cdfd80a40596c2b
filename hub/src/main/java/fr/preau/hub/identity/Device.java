package fr.preau.hub.identity;

import fr.preau.hub.ground.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A device as far as the hub knows it.
 *
 * @param name for the list of sessions, never empty
 * @param agent SHA-256 of what the browser calls itself
 */
record Device(String name, byte[] agent) {
    private static final List<String> BROWSERS = List.of("Edg", "Firefox", "Chrome", "Safari");
    private static final List<String> SYSTEMS = List.of("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux");

    /**
     * @param name what the client calls itself, or none
     * @param userAgent the header of that name, or none
     */
    static Device of(@Nullable String name, @Nullable String userAgent) {
        String agent = userAgent == null ? "" : userAgent;
        return new Device(name == null ? guess(agent) : name.strip(), Sha256.of(agent));
    }

    private static String guess(String agent) {
        String browser = first(BROWSERS, agent).replace("Edg", "Edge");
        String system = first(SYSTEMS, agent);
        return browser.isEmpty() && system.isEmpty() ? "?" : (browser + " " + system).strip();
    }

    private static String first(List<String> names, String agent) {
        return names.stream().filter(agent::contains).findFirst().orElse("");
    }
}
