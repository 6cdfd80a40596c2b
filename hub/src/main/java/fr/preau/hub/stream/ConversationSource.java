package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.hub.conversation.Belonging;
import fr.preau.hub.conversation.CatchUp;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.conversation.NewPost;
import fr.preau.hub.conversation.Posted;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The hub's own conversation as the source of its streams. */
public final class ConversationSource implements Source {
    private final Conversation conversation;

    public ConversationSource(Conversation conversation) {
        this.conversation = conversation;
    }

    @Override
    public Future<Map<AccountId, Belonging>> belonging(Set<AccountId> accounts) {
        return conversation.belonging(accounts);
    }

    @Override
    public Future<Map<ChannelId, Long>> lastSeqs(Set<ChannelId> channels) {
        return conversation.lastSeqs(channels);
    }

    @Override
    public Future<List<CatchUp>> eventsAfter(List<CatchUp.From> froms, int limit) {
        return conversation.eventsAfter(froms, limit);
    }

    @Override
    public Future<Posted> post(Caller caller, ChannelId channel, NewPost post) {
        return conversation.post(caller, channel, post);
    }

    @Override
    public Future<Long> markRead(Caller caller, ChannelId channel, long seq) {
        return conversation.markRead(caller, channel, seq);
    }

    @Override
    public Future<Void> typing(Caller caller, ChannelId channel) {
        return conversation.typing(caller, channel);
    }
}
