package fr.preau.hub.conversation;

import fr.preau.channels.access.Standing;
import fr.preau.channels.conversation.Place;

/** Who sees targeted posts whatever their audience: the officers of the service that writes them. */
final class Sight {
    private Sight() {}

    static boolean all(Place place) {
        return place.standings().contains(Standing.OFFICER);
    }
}
