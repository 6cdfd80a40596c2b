package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.hub.conversation.Belonging;
import fr.preau.hub.conversation.CatchUp;
import fr.preau.hub.conversation.NewPost;
import fr.preau.hub.conversation.Posted;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What streams need of the conversation. Each method may be called from any thread; refusals come in the future. */
public interface Source {
    /** Where each of these accounts belongs now; one that has ended belongs nowhere. */
    Future<Map<AccountId, Belonging>> belonging(Set<AccountId> accounts);

    /** The last seq of each of these channels that exists. */
    Future<Map<ChannelId, Long>> lastSeqs(Set<ChannelId> channels);

    /** Of each of these, in the same order: at most {@code limit} events after the seq, in order, for all readers. */
    Future<List<CatchUp>> eventsAfter(List<CatchUp.From> froms, int limit);

    /** Done when the post is committed. Those of one channel stand in the order of the calls, waited for or not. */
    Future<Posted> post(Caller caller, ChannelId channel, NewPost post);

    /** Moves the read cursor forward; the cursor that holds. */
    Future<Long> markRead(Caller caller, ChannelId channel, long seq);

    /** Tells the channel that the caller is typing. */
    Future<Void> typing(Caller caller, ChannelId channel);
}
