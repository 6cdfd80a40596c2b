package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import io.vertx.core.Future;
import java.util.List;

/** Tells whether each part of an audience belongs to the town and service of a bulletin channel. */
@FunctionalInterface
public interface AudienceCheck {
    Future<Boolean> allOf(ChannelId channel, List<Audience> parts);
}
