package fr.preau.hub.budget;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.budget.BudgetStore.Payer;
import fr.preau.hub.budget.BudgetStore.Right;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.Purses;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How many segments of text messages a school, a town or an inspection district lets go out, and what they came to. The head
 * sees the school's, the inspector the district's; the officers of the town see and set those of the town and its schools,
 * the operator all of the territory. Others are told that there is no such place.
 */
public final class BudgetRoutes {
    private static final int MOST_SEGMENTS = 100_000_000;
    private static final int MONTHS_MAX = 60;

    /** What may go out; absent or null is no limit. */
    private record Caps(@Nullable Integer dayCap, @Nullable Integer monthCap) {
        private Caps {
            check("dayCap", dayCap);
            check("monthCap", monthCap);
        }

        private static void check(String name, @Nullable Integer cap) {
            if (cap != null && (cap < 0 || cap > MOST_SEGMENTS)) {
                throw Refused.field(name);
            }
        }
    }

    private record Cost(String month, long messages, int segments, long cents) {}

    private record Costs(List<Cost> items) {}

    private final Ground ground;
    private final BudgetStore store;
    private final Purses purses;
    private final Audit audit;

    public BudgetRoutes(Ground ground, Audit audit) {
        this.ground = ground;
        this.store = new BudgetStore(ground.pool());
        this.purses = new Purses(ground);
        this.audit = audit;
    }

    public List<Endpoint> endpoints() {
        String school = "/api/v1/schools/{school}/sms-budget";
        String town = "/api/v1/towns/{town}/sms-budget";
        String district = "/api/v1/districts/{district}/sms-budget";
        return List.of(
                Endpoint.signed("getSchoolBudget", HttpMethod.GET, school, this::get),
                Endpoint.signed("setSchoolBudget", HttpMethod.PUT, school, this::set),
                Endpoint.signed("getTownBudget", HttpMethod.GET, town, this::get),
                Endpoint.signed("setTownBudget", HttpMethod.PUT, town, this::set),
                Endpoint.signed("getDistrictBudget", HttpMethod.GET, district, this::get),
                Endpoint.signed("setDistrictBudget", HttpMethod.PUT, district, this::set),
                Endpoint.signed("listSchoolCosts", HttpMethod.GET, "/api/v1/schools/{school}/sms-costs", this::costs),
                Endpoint.signed("listTownCosts", HttpMethod.GET, "/api/v1/towns/{town}/sms-costs", this::costs),
                Endpoint.signed(
                        "listDistrictCosts", HttpMethod.GET, "/api/v1/districts/{district}/sms-costs", this::costs));
    }

    private Future<Reply> get(Exchange x) {
        return payer(x, Right.SEE).compose(payer -> store.read(payer, today())).map(Reply::ok);
    }

    private Future<Reply> set(Exchange x) {
        var caps = x.body(Caps.class);
        return payer(x, Right.SET)
                .compose(payer -> ground.pool()
                        .withTransaction(transaction -> set(transaction, x, payer, caps))
                        .compose(posts -> {
                            purses.wake(posts);
                            return store.read(payer, today());
                        }))
                .map(Reply::ok);
    }

    /** The audit comes last: those who write to it wait for each other until the commit. */
    private Future<Set<UUID>> set(SqlClient transaction, Exchange x, Payer payer, Caps caps) {
        var by = x.caller().account();
        var now = ground.clock().instant();
        return store.set(transaction, payer, caps.dayCap(), caps.monthCap(), by.value(), now)
                .compose(set -> purses.changed(transaction, payer.kind(), payer.id()))
                .compose(posts -> audit.record(
                                transaction,
                                Optional.of(by),
                                "sms_budget_set",
                                payer.kind(),
                                payer.id().toString(),
                                Map.of("dayCap", told(caps.dayCap()), "monthCap", told(caps.monthCap())))
                        .map(posts));
    }

    private static String told(@Nullable Integer cap) {
        return cap == null ? "none" : cap.toString();
    }

    private Future<Reply> costs(Exchange x) {
        int months = (int) x.number("months", 12, 1, MONTHS_MAX);
        BigDecimal price = ground.settings().sms().centsPerSegment();
        return payer(x, Right.SEE)
                .compose(payer -> store.months(payer, months))
                .map(found -> found.stream()
                        .map(one -> new Cost(one.month(), one.messages(), one.segments(), cents(price, one.segments())))
                        .toList())
                .map(items -> Reply.ok(new Costs(items)));
    }

    private static long cents(BigDecimal price, int segments) {
        return price.multiply(BigDecimal.valueOf(segments))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private LocalDate today() {
        return ground.clock().instant().atZone(ground.settings().pause().zone()).toLocalDate();
    }

    private Future<Payer> payer(Exchange x, Right needed) {
        String kind = Stream.of("school", "town", "district")
                .filter(one -> x.path(one) != null)
                .findFirst()
                .orElseThrow();
        var payer = new Payer(kind, x.id(kind));
        return store.right(x.caller().account().value(), payer).map(right -> switch (right) {
            case NONE -> throw new Refused(Problem.NOT_FOUND);
            case SEE, SET -> {
                if (right.compareTo(needed) < 0) {
                    throw new Refused(Problem.FORBIDDEN);
                }
                yield payer;
            }
        });
    }
}
