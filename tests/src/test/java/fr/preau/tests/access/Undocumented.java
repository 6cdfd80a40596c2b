package fr.preau.tests.access;

import java.util.Set;

/** Endpoints that are no part of the published interface, each with the reason. */
final class Undocumented {
    /**
     * {@code twilioReport}: its form is the provider's, its right is the provider's signature. {@code sandbox…}: the
     * imaginary telephones and their Twilio, there only where the sandbox is switched on.
     */
    static final Set<String> OPERATIONS = Set.of(
            "twilioReport",
            "sandboxMessage",
            "sandboxPage",
            "sandboxScript",
            "sandboxStyle",
            "sandboxPhones",
            "sandboxFault",
            "sandboxFaults");

    private Undocumented() {}
}
