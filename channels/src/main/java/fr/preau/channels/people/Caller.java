package fr.preau.channels.people;

/**
 * Who asks: an account that proved itself, in an open session. {@code name} is how others see this person
 * ("Mme Martin"); {@code language} is an ISO 639 code.
 */
public record Caller(
        AccountId account, PersonId person, Profile profile, SessionId session, String name, String language) {}
