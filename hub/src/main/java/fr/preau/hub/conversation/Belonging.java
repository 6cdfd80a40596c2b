package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import java.util.List;
import java.util.Set;

/**
 * Where an account belongs now.
 *
 * @param heads every channel of the account
 * @param audiences those that the account is behind
 */
public record Belonging(List<ChannelHead> heads, Set<Audience> audiences) {
    public Belonging {
        heads = List.copyOf(heads);
        audiences = Set.copyOf(audiences);
    }
}
