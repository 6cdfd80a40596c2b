package fr.preau.hub.sms;

import fr.preau.bridge.sms.SmsInbound;
import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.PauseBook;
import fr.preau.channels.reach.PauseBook.Addressee;
import fr.preau.channels.reach.SmsAnswer;
import fr.preau.channels.reach.SmsReply;
import fr.preau.channels.reach.SmsReply.Into;
import fr.preau.channels.reach.SmsReply.Target;
import fr.preau.channels.reach.SmsReply.To;
import fr.preau.channels.reach.SmsReply.Unread;
import fr.preau.channels.reach.SmsText;
import fr.preau.channels.reach.SmsWish;
import fr.preau.hub.conversation.Conversation;
import fr.preau.hub.conversation.NewPost;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.sms.InboundStore.Kept;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from a message that came in. It is kept first, once; then it becomes a post of the guardian in the
 * conversation that it most likely means, or a question goes back. Each step may be done again: the post's key is the
 * message's, and there is one answer a message.
 */
public final class Inbound {
    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);

    /** How long a question waits for its number. */
    private static final Duration QUESTION = Duration.ofHours(72);

    /** After so long, a message about which nothing was done belongs to a node that ended. */
    private static final Duration LEFT = Duration.ofSeconds(15);

    private static final int QUOTED = 120;

    private final Ground ground;
    private final Conversation conversation;
    private final InboundStore store;
    private final ThreadStore threads;
    private final AnswerStore answers;
    private final BulletinAnswerStore bulletins;
    private final PausePolicies pauses;
    private final SmsReply rule = SmsReply.STANDARD;

    public Inbound(Ground ground, Conversation conversation, PausePolicies pauses) {
        this.ground = ground;
        this.conversation = conversation;
        this.store = new InboundStore(ground.pool());
        this.threads = new ThreadStore(ground.pool());
        this.answers = new AnswerStore(ground.pool());
        this.bulletins = new BulletinAnswerStore(ground.pool());
        this.pauses = pauses;
    }

    /**
     * Keeps a message; what follows from it goes on after the future has succeeded. One that was kept before changes
     * nothing.
     */
    public Future<Void> receive(String provider, SmsInbound message) {
        return store.keep(provider, message, ground.clock().instant()).map(kept -> {
            kept.ifPresent(fresh -> follow(fresh)
                    .onFailure(failure -> LOG.warn("message {} waits: {}", fresh.id(), failure.toString())));
            return null;
        });
    }

    /** Follows up what a node that ended has left. */
    Future<Void> sweep() {
        return store.leftOver(ground.clock().instant().minus(LEFT))
                .compose(left ->
                        Future.join(left.stream().map(this::follow).toList()).mapEmpty());
    }

    private Future<Void> follow(Kept kept) {
        return switch (wish(kept)) {
            case STOP ->
                store.stop(kept.address(), ground.clock().instant())
                        .compose(done -> end(kept, "stopped", unlessProviderDid(kept, new SmsAnswer.Stopped())));
            case START ->
                store.start(kept.address())
                        .compose(done -> end(kept, "started", unlessProviderDid(kept, new SmsAnswer.Started())));
            case HELP -> end(kept, "help", unlessProviderDid(kept, new SmsAnswer.Help()));
            case NONE -> kept.body().isBlank() ? end(kept, "empty", Optional.empty()) : number(kept);
        };
    }

    private static SmsWish wish(Kept kept) {
        return switch (kept.wish()) {
            case STOP -> SmsWish.STOP;
            case START -> SmsWish.START;
            case HELP -> SmsWish.HELP;
            case NONE -> SmsWish.of(kept.body());
        };
    }

    /** A provider that keeps its own list of opt-outs has answered by itself. */
    private static Optional<SmsAnswer> unlessProviderDid(Kept kept, SmsAnswer answer) {
        return kept.wish() == SmsInbound.Wish.NONE ? Optional.of(answer) : Optional.empty();
    }

    /** A number alone settles what was asked before; anything else is a message of its own. */
    private Future<Void> number(Kept kept) {
        var number = SmsReply.number(kept.body());
        if (number.isEmpty()) {
            return message(kept);
        }
        return store.asked(kept.address(), ground.clock().instant().minus(QUESTION))
                .compose(waiting -> waiting.isEmpty() ? message(kept) : choose(kept, waiting, number.get()));
    }

    private Future<Void> choose(Kept kept, List<Kept> waiting, int number) {
        return store.offered(waiting.getFirst().id()).compose(offered -> {
            if (number > offered.size()) {
                return end(kept, "choosing", Optional.of(new SmsAnswer.AskAgain(offered.size())));
            }
            var target = offered.get(number - 1);
            Future<Void> sent = Future.succeededFuture();
            for (var text : waiting) {
                sent = sent.compose(before -> pass(text, target));
            }
            return sent.compose(all -> end(kept, "choosing", Optional.empty()));
        });
    }

    private Future<Void> message(Kept kept) {
        var now = ground.clock().instant();
        return threads.matters(kept.address(), now.minus(rule.old()))
                .map(matters -> rule.targets(matters, now))
                .compose(targets -> switch (targets.size()) {
                    case 0 -> end(kept, "unknown", Optional.of(new SmsAnswer.NobodyKnows()));
                    case 1 -> pass(kept, targets.getFirst());
                    default -> ask(kept, targets);
                });
    }

    /** Asks once; a second text that comes before the number waits with the first. */
    private Future<Void> ask(Kept kept, List<Target> targets) {
        var now = ground.clock().instant();
        var question = new SmsAnswer.Ask(targets.stream().map(Target::label).toList());
        return store.offer(kept.id(), targets)
                .compose(offered -> store.askedBefore(kept, now.minus(QUESTION)))
                .compose(before -> before ? Future.<Void>succeededFuture() : answer(kept, question))
                .compose(asked -> store.settle(kept.id(), "asked", null, now));
    }

    /** Writes the message where it belongs, in the name of the guardian whose telephone it still is. */
    private Future<Void> pass(Kept kept, Target target) {
        if (target instanceof Unread unread) {
            return answer(kept, new SmsAnswer.Shown(unread.label()))
                    .compose(said -> bulletins.keep(
                            kept.id(),
                            unread.account(),
                            unread.about(),
                            ground.clock().instant()));
        }
        return store.caller(target.account(), kept.address())
                .compose(caller -> caller.map(guardian -> write(kept, target, guardian))
                        .orElseGet(() -> end(kept, "unknown", Optional.of(new SmsAnswer.NobodyKnows()))));
    }

    private Future<Void> write(Kept kept, Target target, Caller guardian) {
        return channel(target, guardian)
                .compose(channel -> channel.map(into -> store.about(target.about())
                                .compose(about -> conversation.post(guardian, into, post(kept, target, into, about)))
                                .compose(posted -> store.settle(
                                        kept.id(),
                                        "posted",
                                        posted.post().id(),
                                        ground.clock().instant())))
                        .orElseGet(() -> end(kept, "refused", Optional.of(new SmsAnswer.NotPassedOn()))))
                .recover(failure -> failure instanceof Refused
                        ? end(kept, "refused", Optional.of(new SmsAnswer.NotPassedOn()))
                        : Future.failedFuture(failure));
    }

    private Future<Optional<ChannelId>> channel(Target target, Caller guardian) {
        return switch (target) {
            case Into into -> Future.succeededFuture(Optional.of(new ChannelId(into.channel())));
            case To to -> conversation.openDirect(guardian, to.author());
            case Unread unread -> Future.succeededFuture(Optional.empty());
        };
    }

    /** In another channel than the post it answers, it quotes the post's beginning: there nobody would know what "oui" means. */
    private NewPost post(Kept kept, Target target, ChannelId into, Optional<InboundStore.About> about) {
        boolean here = about.filter(post -> post.channel().equals(into.value())).isPresent();
        UUID replyTo = here ? target.about() : null;
        var quoted = about.filter(post -> !here)
                .map(post -> "> " + beginning(post.said()) + "\n\n")
                .orElse("");
        int room = Math.min(NewPost.BODY_MAX, ground.settings().limits().textChars()) - quoted.length();
        var body = kept.body().strip();
        return NewPost.reply(
                "sms-" + kept.id() + "-" + key(kept),
                quoted + body.substring(0, Math.min(room, body.length())),
                replyTo);
    }

    /** Keys have at least eight characters. */
    private static String key(Kept kept) {
        return Long.toHexString(kept.receivedAt().toEpochMilli());
    }

    private static String beginning(String said) {
        var line = SmsText.plain(said).replaceAll("[*_`#>]", "");
        return line.length() <= QUOTED ? line : line.substring(0, QUOTED - 3).strip() + "...";
    }

    private Future<Void> end(Kept kept, String state, Optional<SmsAnswer> said) {
        return said.map(answer -> answer(kept, answer))
                .orElseGet(Future::succeededFuture)
                .compose(answered ->
                        store.settle(kept.id(), state, null, ground.clock().instant()));
    }

    private Future<Void> answer(Kept kept, SmsAnswer answer) {
        var now = ground.clock().instant();
        return Future.all(pauses.book(), threads.language(kept.address()), threads.readers(kept.address()))
                .compose(all -> {
                    PauseBook book = all.resultAt(0);
                    String language = all.resultAt(1);
                    List<Addressee> readers = all.resultAt(2);
                    return answers.queue(
                            kept.id(),
                            kept.address(),
                            answer.kind(),
                            answer.say(language),
                            book.opensForAll(now, readers.isEmpty() ? List.of(anybody(kept.address())) : readers),
                            now);
                });
    }

    /** A telephone that nobody is known to have may be of any school: the house's pause counts. */
    private static Addressee anybody(String telephone) {
        return new Addressee(null, null, Profile.GUARDIAN, Category.DIRECT, telephone, List.of());
    }
}
