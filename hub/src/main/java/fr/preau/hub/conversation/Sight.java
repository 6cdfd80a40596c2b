package fr.preau.hub.conversation;

import fr.preau.channels.access.Standing;
import java.util.Set;

/** Who sees targeted posts whatever their audience: the officers of the service that writes them. */
final class Sight {
    private Sight() {}

    static boolean all(Set<Standing> standings) {
        return standings.contains(Standing.OFFICER);
    }
}
