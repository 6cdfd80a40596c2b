package fr.preau.hub.board;

import fr.preau.channels.board.BoardWords;
import fr.preau.channels.board.Obstacle;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.reach.Route;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Masked;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Contacts of a school's families that are no good. They are its head's; to all others they do not exist. */
public final class ContactTaskRoutes {
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

    private final Ground ground;
    private final ContactTaskStore tasks;

    public ContactTaskRoutes(Ground ground) {
        this.ground = ground;
        this.tasks = new ContactTaskStore(ground.pool());
    }

    public List<Endpoint> endpoints() {
        String school = "/api/v1/schools/{school}";
        return List.of(
                Endpoint.signed("listContactTasks", HttpMethod.GET, school + "/contact-tasks", this::list),
                Endpoint.signed(
                        "closeContactTask", HttpMethod.POST, school + "/contact-tasks/{task}/close", this::close));
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
        return address.indexOf('@') > 0
                ? Masked.email(address)
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

    private static Future<Boolean> known(Future<Boolean> right) {
        return right.compose(
                has -> has ? Future.succeededFuture(true) : Future.failedFuture(new Refused(Problem.NOT_FOUND)));
    }
}
