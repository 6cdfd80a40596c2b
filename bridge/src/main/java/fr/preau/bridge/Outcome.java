package fr.preau.bridge;

import java.time.Duration;

/** What became of one request to a provider. */
public sealed interface Outcome {

    /**
     * The provider took it; reports follow.
     *
     * @param providerId the provider's own id
     * @param units what will be paid for: segments of a text message; 1 for anything else
     */
    record Accepted(String providerId, int units) implements Outcome {}

    /**
     * Certainly not sent, and another try would be refused the same way.
     *
     * @param failure why
     * @param code the provider's code, or the HTTP status where it gave none
     */
    record Rejected(Failure failure, int code) implements Outcome {
        /** Whether the address itself will never work, so that it should not be used again. */
        public boolean permanent() {
            return failure.suppresses();
        }
    }

    /**
     * Certainly not sent: nothing was written, or the provider said that it did not take it.
     *
     * @param after do not try before; zero where the provider did not say
     * @param failure why
     * @param code the provider's code, the HTTP status, or 0 where no answer came
     */
    record RetryLater(Duration after, Failure failure, int code) implements Outcome {}

    /**
     * The request was written, but what became of it is not known. It may have been sent, so it must never be sent again by
     * itself; a report of the provider may still settle it.
     *
     * @param reason short, without personal data
     */
    record Unknown(String reason) implements Outcome {}
}
