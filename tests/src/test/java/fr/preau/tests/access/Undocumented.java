package fr.preau.tests.access;

import java.util.Set;

/** Endpoints that are no part of the published interface, each with the reason. */
final class Undocumented {
    /**
     * {@code sms-callback}: its form is the provider's, its right is the provider's signature. {@code sandbox…}: the
     * imaginary telephones, there only where the sandbox is switched on.
     */
    static final Set<String> OPERATIONS = Set.of("smsStatus", "sandboxPhones");

    private Undocumented() {}
}
