package fr.preau.hub.identity;

import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Profile;

/**
 * An account as its own person sees it.
 *
 * @param name as others see it
 */
record Holder(AccountId id, Profile profile, String name, String language, String login) {}
