package fr.preau.hub.reach;

import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.reach.CorrectionRule;
import fr.preau.channels.reach.Ladder;
import fr.preau.channels.reach.Missing;
import fr.preau.channels.reach.Notice;
import fr.preau.channels.reach.PauseBook;
import fr.preau.channels.reach.Purpose;
import fr.preau.channels.reach.ReachPlan;
import fr.preau.channels.reach.Route;
import fr.preau.channels.reach.SmsRule;
import fr.preau.channels.reach.Step;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.pause.PausePolicies;
import fr.preau.hub.reach.NoticeStore.Telling;
import fr.preau.hub.reach.NoticeStore.Timed;
import fr.preau.hub.reach.NoticeStore.Untold;
import fr.preau.hub.reach.PlanStore.Post;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what happened to a post into deliveries, stage by stage. At posting the first step of each person is queued, and the
 * outbox gets a row for the next stage of the ladder. When that is due, the next steps are queued for those of whom the goal
 * is not met by then; so what reading makes needless is never made. It ends when nobody is left or the ladder does.
 *
 * <pre>
 *   posted ---> stage 0 ---> escalated, stage 1 ---> ... ---> the last stage: who is left is listed
 *   reminded -> every route at once, for those who are left
 *   edited ---> the addresses that were told are told again, by their old routes
 *   recalled -> what has not left is cancelled, and every later stage
 * </pre>
 */
public final class ReachPlanner implements PostFollower {
    private static final Logger LOG = LoggerFactory.getLogger(ReachPlanner.class);

    /**
     * How many people of a large audience are told ahead of the rest, so that the first notices leave at once: a town is not
     * read and written within a second.
     */
    private static final int VANGUARD = 1_000;

    private final Ground ground;
    private final Set<Route> carried;
    private final Ladder ladder;
    private final PausePolicies pauses;
    private final Purses purses;

    /**
     * Plans as the settings have it.
     *
     * @param carried the routes for which there is a carrier
     * @param pauses when notices rest
     */
    public ReachPlanner(Ground ground, Set<Route> carried, PausePolicies pauses) {
        this.ground = ground;
        this.carried = Set.copyOf(carried);
        this.ladder = Ladder.of(ground.settings().reach());
        this.pauses = pauses;
        this.purses = new Purses(ground);
    }

    @Override
    public Future<Void> follow(SqlClient transaction, Happened happened) {
        var store = new PlanStore(transaction);
        var now = ground.clock().instant();
        return switch (happened.cause()) {
            case POSTED, ESCALATED, REMINDED ->
                store.post(happened.post())
                        .compose(post ->
                                post.over(now) ? Future.succeededFuture() : tell(transaction, happened, post, now));
            case RECALLED -> store.cancel(happened.post(), now);
            case EDITED ->
                store.post(happened.post())
                        .compose(post -> post.over(now) || !CorrectionRule.tells(post.kind(), post.urgency())
                                ? Future.succeededFuture()
                                : correct(transaction, post, now));
        };
    }

    private Future<Void> tell(SqlClient transaction, Happened happened, Post post, Instant now) {
        boolean again = happened.cause() == Cause.REMINDED;
        boolean looking = again || happened.stage() > 0 || happened.round() > 0;
        var purpose = happened.round() > 0 ? Purpose.REMINDER : Purpose.NOTICE;
        var telling = telling(post, happened.round(), purpose, now);
        var audience = new AddresseeStore(transaction);
        var read = happened.cause() == Cause.POSTED
                ? audience.some(post, VANGUARD)
                : audience.of(post, looking).map(people -> new AddresseeStore.Some(people, false));
        return read.compose(people -> purses.pays(transaction, post.payer(), telling.segments())
                .compose(payable ->
                        pauses.book().compose(book -> write(transaction, happened, telling, people, payable, book))));
    }

    private Future<Void> write(
            SqlClient transaction,
            Happened happened,
            Telling telling,
            AddresseeStore.Some some,
            boolean payable,
            PauseBook book) {
        var people = some.people();
        var leaving = new Leaving(book, telling.post(), people, longest());
        var stages = ladder.stages(telling.post().urgency());
        var elapsed = stages.get(Math.min(happened.stage(), stages.size() - 1));
        var asked = asked(telling.post(), payable);
        var wanted = new ArrayList<Notice.Wanted>();
        var untold = new ArrayList<Untold>();
        boolean left = false;
        for (Addressee person : people) {
            if (person.satisfied()) {
                continue;
            }
            left = true;
            var plan = ReachPlan.of(asked, person.reader(), ladder);
            if (plan.list().filter(Duration.ZERO::equals).isPresent()) {
                untold.add(new Untold(person.account(), why(plan)));
            }
            plan.steps().stream()
                    .map(step -> happened.cause() == Cause.REMINDED ? atOnce(step) : step)
                    .filter(step -> step.delay().compareTo(elapsed) <= 0)
                    .forEach(step -> person.wants(step).forEach(wanted::add));
        }
        var notices = Notice.merged(wanted).stream()
                .map(notice -> timed(leaving, notice, telling))
                .toList();
        LOG.debug("post {} stage {}: {} notices", telling.post().id(), happened.stage(), notices.size());
        if (some.more()) {
            return new NoticeStore(transaction)
                    .queue(telling, notices)
                    .compose(ahead ->
                            new PlanStore(transaction).later(telling.post().id(), 0, 0, telling.now(), telling.now()));
        }
        return write(transaction, happened, telling, notices, untold, left, stages, leaving);
    }

    private Future<Void> write(
            SqlClient transaction,
            Happened happened,
            Telling telling,
            List<Timed> notices,
            List<Untold> untold,
            boolean left,
            List<Duration> stages,
            Leaving leaving) {
        var store = new PlanStore(transaction);
        var rows = new NoticeStore(transaction);
        var post = telling.post();
        var written = rows.queue(telling, notices).compose(queued -> rows.untold(telling, untold));
        int next = happened.stage() + 1;
        if (happened.cause() == Cause.REMINDED || !left || next >= stages.size()) {
            return written;
        }
        var wait = stages.get(next).minus(stages.get(happened.stage()));
        var then = telling.throughPause() ? telling.now().plus(wait) : leaving.nextAt(telling.now(), wait);
        return written.compose(done -> store.later(post.id(), next, happened.round(), then, telling.now()));
    }

    /** What waits leaves in its new form by itself; where the old text lies already, a correction follows. */
    private Future<Void> correct(SqlClient transaction, Post post, Instant now) {
        var store = new CorrectionStore(transaction);
        var wait = ground.settings().reach().correctionWait();
        return store.told(post.id())
                .compose(told -> told.isEmpty()
                        ? Future.succeededFuture()
                        : store.round(post.id(), now, wait)
                                .compose(round -> correct(
                                        transaction, telling(post, round, Purpose.CORRECTION, now), told, wait)));
    }

    private Future<Void> correct(
            SqlClient transaction, Telling telling, Set<CorrectionStore.Told> told, Duration wait) {
        return new AddresseeStore(transaction)
                .of(telling.post(), false)
                .compose(people -> pauses.book().compose(book -> {
                    var leaving = new Leaving(book, telling.post(), people, longest());
                    var wanted = people.stream()
                            .flatMap(person -> carried.stream()
                                    .filter(route -> person.takes(route, telling.post()))
                                    .flatMap(route -> person.wants(CorrectionRule.step(route))))
                            .filter(one -> told.contains(
                                    new CorrectionStore.Told(one.step().route(), one.address())))
                            .toList();
                    var ready = telling.now().plus(wait);
                    return new NoticeStore(transaction)
                            .queue(
                                    telling,
                                    Notice.merged(wanted).stream()
                                            .map(notice -> telling.throughPause()
                                                    ? leaving.atOnce(notice, ready)
                                                    : leaving.timed(notice, ready))
                                            .toList());
                }));
    }

    private Telling telling(Post post, int round, Purpose purpose, Instant now) {
        return new Telling(
                post,
                round,
                purpose.code(),
                SmsRule.priority(post.urgency()),
                post.urgency() == Urgency.SAFETY,
                ground.settings().limits().smsSegments(),
                now);
    }

    private Duration longest() {
        return Duration.ofHours(ground.settings().limits().maxSmsAgeHours());
    }

    private ReachPlan.Asked asked(Post post, boolean payable) {
        return new ReachPlan.Asked(
                post.kind(), post.category(), post.urgency(), post.goal(), carried, payable, post.closed());
    }

    private static Step atOnce(Step step) {
        return new Step(step.route(), Duration.ZERO, step.unless(), false);
    }

    /** The nearest reason: that of the last route of the ladder that the person has, else that there is none. */
    private static String why(ReachPlan plan) {
        var order = List.of(Route.SMS, Route.EMAIL, Route.PUSH);
        return order.stream()
                .map(plan.missing()::get)
                .filter(missing -> missing != null && !(missing instanceof Missing.NoAddress))
                .findFirst()
                .orElseGet(Missing.NoAddress::new)
                .code();
    }

    private Timed timed(Leaving leaving, Notice notice, Telling telling) {
        return telling.throughPause() ? leaving.atOnce(notice, telling.now()) : leaving.timed(notice, telling.now());
    }
}
