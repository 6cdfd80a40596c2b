package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.AccountId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.problem.Refusal;
import fr.preau.hub.conversation.PlaceBook.Asked;
import fr.preau.hub.edge.Refused;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A post between its arrival and its answer. Confined to the round that writes it; the answer comes once. */
final class WaitingPost {
    /** What is asked beforehand for the few posts that need it. */
    record Checks(boolean mayRaise, boolean audienceOurs) {
        /** For a post that is no alert and names no audience. */
        static final Checks NONE = new Checks(false, true);
    }

    /** The client's own id, which makes one post an author. */
    record Key(AccountId author, String key) {}

    private final Caller caller;
    private final ChannelId channel;
    private final NewPost post;
    private final Checks checks;
    private final Promise<Posted> answer;
    private final String searchText;
    private final long arrived = System.nanoTime();
    private @Nullable List<WaitingPost> doubles;
    private int tries;

    /** @param answer completed with what became of it */
    WaitingPost(Caller caller, ChannelId channel, NewPost post, Checks checks, Promise<Posted> answer) {
        this.caller = caller;
        this.channel = channel;
        this.post = post;
        this.checks = checks;
        this.answer = answer;
        this.searchText = PostText.searchable(post.title(), post.body());
    }

    Caller caller() {
        return caller;
    }

    ChannelId channel() {
        return channel;
    }

    NewPost post() {
        return post;
    }

    Checks checks() {
        return checks;
    }

    String searchText() {
        return searchText;
    }

    Key key() {
        return new Key(caller.account(), post.key());
    }

    Asked asked() {
        return new Asked(channel, caller.account());
    }

    /** A safety alert is committed alone, together with its record. */
    boolean alert() {
        return post.reason() != null;
    }

    /** Its text, characters. */
    int size() {
        return post.body().length();
    }

    /** By {@link System#nanoTime}. */
    long arrived() {
        return arrived;
    }

    /** How often it was sent to the database, this time included. */
    int tried() {
        return ++tries;
    }

    /** Another one with the same key waits for what becomes of this one. */
    void add(WaitingPost other) {
        List<WaitingPost> all = doubles == null ? new ArrayList<>(1) : doubles;
        all.add(other);
        doubles = all;
    }

    /** It is committed, just now or before; those with the same key hear so, or that their text is another. */
    void committed(PostView view, boolean before) {
        if (view.same(channel, post)) {
            answer.tryComplete(new Posted(view, before));
        } else {
            answer.tryFail(new Refused(Refusal.field(Problem.KEY_REUSED, "key")));
        }
        release().forEach(other -> other.committed(view, true));
    }

    /** It is refused; answers with those of the same key, which have to be judged on their own. */
    List<WaitingPost> refused(Refused refusal) {
        answer.tryFail(refusal);
        return release();
    }

    /** The database failed; whether it is written is known by its key alone. */
    void failed(Throwable failure) {
        answer.tryFail(failure);
        release().forEach(other -> other.failed(failure));
    }

    private List<WaitingPost> release() {
        List<WaitingPost> all = doubles == null ? List.of() : doubles;
        doubles = null;
        return all;
    }
}
