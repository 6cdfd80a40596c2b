package fr.preau.hub.board;

import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Obstacle;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.reach.Route;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a school, and a town, has to know of its reach beside single posts: contacts that are no good, and what text
 * messages cost. A school's is its head's, a town's its officers'; to all others it does not exist.
 */
public final class SchoolReachRoutes {
    private record Task(
            UUID id,
            String person,
            List<String> children,
            String route,
            String address,
            String reason,
            String text,
            Instant openedAt) {}

    private record TaskPage(List<Task> items, @Nullable String next) {}

    private record Costs(String month, int messages, int segments, List<CostStore.Line> items) {}

    private final Ground ground;
    private final ContactTaskStore tasks;
    private final CostStore costs;

    public SchoolReachRoutes(Ground ground) {
        this.ground = ground;
        this.tasks = new ContactTaskStore(ground.pool());
        this.costs = new CostStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        String school = "/api/v1/schools/{school}";
        return List.of(
                Endpoint.signed("listContactTasks", HttpMethod.GET, school + "/contact-tasks", this::list),
                Endpoint.signed(
                        "closeContactTask", HttpMethod.POST, school + "/contact-tasks/{task}/close", this::close),
                Endpoint.signed("schoolReachCosts", HttpMethod.GET, school + "/reach-costs", this::ofSchool),
                Endpoint.signed("townReachCosts", HttpMethod.GET, "/api/v1/towns/{town}/reach-costs", this::ofTown));
    }

    private Future<Reply> list(Exchange x) {
        UUID school = x.id("school");
        String cursor = x.query("cursor");
        UUID after = cursor == null ? null : Fields.uuid("cursor", cursor);
        int limit = x.pageSize(ground.settings().limits());
        BoardWords words = BoardRoutes.words(x);
        return known(tasks.leads(x.caller().account().value(), school))
                .compose(head -> tasks.open(school, after, limit + 1))
                .map(found -> {
                    List<Task> items = found.stream()
                            .limit(limit)
                            .map(task -> view(task, words))
                            .toList();
                    return Reply.ok(new TaskPage(
                            items, found.size() > limit ? items.getLast().id().toString() : null));
                });
    }

    private static Task view(ContactTaskStore.Task task, BoardWords words) {
        Obstacle obstacle = Obstacle.of(Route.of(task.route()), task.reason());
        return new Task(
                task.id(),
                task.person(),
                task.children(),
                task.route(),
                masked(task.address()),
                obstacle.why().code(),
                words.of(obstacle),
                task.openedAt());
    }

    /** Enough to see which one is meant: "+33 … 07", "m…@example.org". */
    static String masked(String address) {
        int at = address.indexOf('@');
        return at > 0
                ? address.charAt(0) + "…" + address.substring(at)
                : address.substring(0, Math.min(3, address.length())) + " … "
                        + address.substring(Math.max(0, address.length() - 2));
    }

    private Future<Reply> close(Exchange x) {
        UUID school = x.id("school");
        UUID task = x.id("task");
        UUID caller = x.caller().account().value();
        return known(tasks.leads(caller, school))
                .compose(head ->
                        known(tasks.close(school, task, caller, ground.clock().instant())))
                .map(done -> Reply.none());
    }

    private Future<Reply> ofSchool(Exchange x) {
        UUID school = x.id("school");
        YearMonth month = month(x);
        return known(tasks.leads(x.caller().account().value(), school)).compose(head -> costs("school", school, month));
    }

    private Future<Reply> ofTown(Exchange x) {
        UUID town = x.id("town");
        YearMonth month = month(x);
        return known(costs.worksFor(x.caller().account().value(), town)).compose(officer -> costs("town", town, month));
    }

    private Future<Reply> costs(String payer, UUID id, YearMonth month) {
        ZoneId zone = ground.settings().pause().zone();
        Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant to = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return costs.costs(payer, id, from, to)
                .map(lines -> Reply.ok(new Costs(
                        month.toString(),
                        lines.stream().mapToInt(CostStore.Line::messages).sum(),
                        lines.stream().mapToInt(CostStore.Line::segments).sum(),
                        lines)));
    }

    private YearMonth month(Exchange x) {
        String text = x.query("month");
        ZoneId zone = ground.settings().pause().zone();
        try {
            YearMonth month =
                    text == null ? YearMonth.from(ground.clock().instant().atZone(zone)) : YearMonth.parse(text);
            if (month.getYear() < 2000 || month.getYear() > 2200) {
                throw Refused.field("month");
            }
            return month;
        } catch (DateTimeException e) {
            throw Refused.field("month");
        }
    }

    private static Future<Boolean> known(Future<Boolean> right) {
        return right.compose(
                has -> has ? Future.succeededFuture(true) : Future.failedFuture(new Refused(Problem.NOT_FOUND)));
    }
}
