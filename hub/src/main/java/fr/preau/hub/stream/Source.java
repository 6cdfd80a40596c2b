package fr.preau.hub.stream;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.hub.conversation.CatchUp;
import fr.preau.hub.conversation.ChannelHead;
import fr.preau.hub.conversation.NewPost;
import fr.preau.hub.conversation.Posted;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What streams need of the conversation. Each method may be called from any thread; refusals come in the future. */
public interface Source {
    /** Every channel that the caller belongs to now. */
    Future<List<ChannelHead>> heads(Caller caller);

    /** The audiences that the caller is behind now. */
    Future<Set<Audience>> audiences(Caller caller);

    /** The last seq of each of these channels that exists. */
    Future<Map<ChannelId, Long>> lastSeqs(Set<ChannelId> channels);

    /** At most {@code limit} events after a seq, in order, for all readers. */
    Future<CatchUp> eventsAfter(ChannelId channel, long after, int limit);

    /** Done when the post is committed. */
    Future<Posted> post(Caller caller, ChannelId channel, NewPost post);

    /** Moves the read cursor forward; the cursor that holds. */
    Future<Long> markRead(Caller caller, ChannelId channel, long seq);

    /** Tells the channel that the caller is typing. */
    Future<Void> typing(Caller caller, ChannelId channel);
}
