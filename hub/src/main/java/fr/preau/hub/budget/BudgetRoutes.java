package fr.preau.hub.budget;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.budget.BudgetStore.Payer;
import fr.preau.hub.budget.BudgetStore.Right;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many segments of text messages a school or a town lets go out, and what they came to. The head sees the school's; the
 * officers of the town and the operator see and set those of the town and its schools. Others are told that there is no such
 * place.
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

    public BudgetRoutes(Ground ground) {
        this.ground = ground;
        this.store = new BudgetStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        String school = "/api/v1/schools/{school}/sms-budget";
        String town = "/api/v1/towns/{town}/sms-budget";
        return List.of(
                Endpoint.signed("getSchoolBudget", HttpMethod.GET, school, this::get),
                Endpoint.signed("setSchoolBudget", HttpMethod.PUT, school, this::set),
                Endpoint.signed("getTownBudget", HttpMethod.GET, town, this::get),
                Endpoint.signed("setTownBudget", HttpMethod.PUT, town, this::set),
                Endpoint.signed("listSchoolCosts", HttpMethod.GET, "/api/v1/schools/{school}/sms-costs", this::costs),
                Endpoint.signed("listTownCosts", HttpMethod.GET, "/api/v1/towns/{town}/sms-costs", this::costs));
    }

    private Future<Reply> get(Exchange x) {
        return payer(x, Right.SEE).compose(payer -> store.read(payer, today())).map(Reply::ok);
    }

    private Future<Reply> set(Exchange x) {
        var caps = x.body(Caps.class);
        var by = x.caller().account().value();
        return payer(x, Right.SET)
                .compose(payer -> store.set(
                                payer,
                                caps.dayCap(),
                                caps.monthCap(),
                                by,
                                ground.clock().instant())
                        .compose(set -> store.read(payer, today())))
                .map(Reply::ok);
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
        var payer = x.path("school") != null ? new Payer("school", x.id("school")) : new Payer("town", x.id("town"));
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
