package fr.preau.hub.reach;

import fr.preau.channels.reach.Purpose;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/**
 * A delivery that this node has to send now.
 *
 * @param attempt which try this is, from 1
 * @param address E.164, e-mail address or id of a push subscription, as the route has it
 * @param version when the post's text last changed
 * @param recipient the person, the first of those who share the address
 * @param account the recipient's account
 */
public record Claimed(
        long id,
        int attempt,
        String address,
        String language,
        UUID post,
        OffsetDateTime version,
        UUID recipient,
        Optional<UUID> account,
        Purpose purpose) {}
