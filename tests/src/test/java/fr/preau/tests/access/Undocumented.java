package fr.preau.tests.access;

import fr.preau.hub.edge.Endpoint;

/** Endpoints that are no part of the published interface, with the reason. */
final class Undocumented {
    private Undocumented() {}

    /**
     * True for {@code twilioReport}: its form is the provider's and its right is the provider's signature; and for
     * whatever begins with {@code sandbox}: imaginary telephones and their providers, only where the sandbox is on; and for
     * the page and the one click that end e-mail: made for mail programs, their right is the token in the link. The same
     * goes for {@code twilioInbound} and for the short links in text messages.
     */
    static boolean holds(Endpoint endpoint) {
        return endpoint.operation().startsWith("twilio")
                || endpoint.operation().startsWith("link")
                || endpoint.operation().startsWith("sandbox")
                || endpoint.operation().equals("unsubscribe")
                || endpoint.operation().equals("unsubscribePage");
    }
}
