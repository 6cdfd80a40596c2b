package fr.preau.hub.sandbox;

import fr.preau.channels.problem.Problem;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.sandbox.DeviceStore.Owner;
import fr.preau.hub.sandbox.DeviceStore.Told;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The imaginary devices: whose they are, what they were told, and new ones. */
final class DeviceRoutes {
    private static final int SHOWN = 60;
    private static final int MOST_AT_ONCE = 500;

    private final Ground ground;
    private final Supplier<URI> hub;
    private final Devices devices;
    private final DeviceStore store;

    /** @param hub the hub as it sees itself */
    DeviceRoutes(Ground ground, Supplier<URI> hub, Devices devices) {
        this.ground = ground;
        this.hub = hub;
        this.devices = devices;
        this.store = new DeviceStore(ground.pool());
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.open("sandboxDevices", HttpMethod.GET, "/sandbox/devices", this::list),
                Endpoint.open("sandboxNewDevice", HttpMethod.POST, "/sandbox/devices", this::add),
                Endpoint.open("sandboxNoDevice", HttpMethod.DELETE, "/sandbox/devices/{device}", this::remove));
    }

    /** Forgets the devices of a hub that ran before. */
    Future<Void> begin() {
        return store.forget(endpoint(""));
    }

    /**
     * Whom a device is for: the one with this login, or so many parents who have none yet.
     */
    record Wanted(@Nullable String login, @Nullable Integer parents) {}

    /** @param title as the device would fetch it; none where its owner may not read the post any more, or it has none */
    record Notice(
            String id,
            Instant at,
            UUID post,
            String category,
            @Nullable String title,
            String urgency,
            int ttl) {}

    /** A device with its owner. */
    record Shown(
            String id, @Nullable String owner, @Nullable String login, List<Notice> notices) {}

    /** @param version to be sent back as {@code since}: while nothing came, the answer is empty (204) */
    record Answer(long version, int count, List<Shown> devices) {}

    /** How many devices there are more. */
    record Added(int devices) {}

    private Future<Reply> list(Exchange x) {
        long version = devices.version();
        if (x.number("since", -1, -1, Long.MAX_VALUE) == version) {
            return Future.succeededFuture(Reply.none());
        }
        var words = x.query("q");
        var wanted = words == null ? "" : words.strip().toLowerCase(Locale.ROOT);
        var all = devices.latest();
        return store.owners(all.stream().map(Devices.Device::account).collect(Collectors.toSet()))
                .map(owners -> all.stream()
                        .filter(device -> wanted.isEmpty() || named(owners.get(device.account()), wanted))
                        .limit(SHOWN)
                        .map(device -> Map.entry(device, owner(owners, device)))
                        .toList())
                .compose(found -> titled(found).map(shown -> Reply.ok(new Answer(version, all.size(), shown))));
    }

    private static boolean named(@Nullable Owner owner, String wanted) {
        return owner != null
                && (owner.name() + " " + owner.login()).toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static Owner owner(Map<UUID, Owner> owners, Devices.Device device) {
        return owners.getOrDefault(device.account(), new Owner(device.account(), "", ""));
    }

    private Future<List<Shown>> titled(List<Map.Entry<Devices.Device, Owner>> found) {
        var told = new HashSet<Told>();
        found.forEach(entry -> entry.getKey()
                .notices()
                .forEach(notice ->
                        told.add(new Told(notice.post(), entry.getKey().account()))));
        return store.titles(told)
                .map(titles -> found.stream()
                        .map(entry -> shown(entry.getKey(), entry.getValue(), titles))
                        .toList());
    }

    private static Shown shown(Devices.Device device, Owner owner, Map<Told, String> titles) {
        var notices = device.notices().stream()
                .map(notice -> new Notice(
                        notice.id(),
                        notice.at(),
                        notice.post(),
                        notice.category(),
                        titles.get(new Told(notice.post(), device.account())),
                        notice.urgency(),
                        notice.ttl()))
                .toList();
        return new Shown(device.id(), owner.name(), owner.login(), notices);
    }

    private Future<Reply> add(Exchange x) {
        var wanted = x.body(Wanted.class);
        if ((wanted.login() == null) == (wanted.parents() == null)) {
            throw Refused.field("login");
        }
        if (wanted.login() != null) {
            var login = Fields.text("login", wanted.login(), 1, 100).strip();
            return store.ofLogin(login).compose(found -> {
                if (found.isEmpty()) {
                    throw new Refused(Problem.NOT_FOUND);
                }
                return add(found);
            });
        }
        int most = wanted.parents() == null ? 0 : wanted.parents();
        if (most < 1 || most > MOST_AT_ONCE) {
            throw Refused.field("parents");
        }
        return store.parents(most).compose(this::add);
    }

    private Future<Reply> add(List<Owner> owners) {
        var added = owners.stream().map(this::add).toList();
        return Future.all(added).map(done -> Reply.created(new Added(added.size())));
    }

    private Future<Void> add(Owner owner) {
        var name = new byte[16];
        ground.random().nextBytes(name);
        var id = HexFormat.of().formatHex(name);
        var subscription = new UUID(ground.random().nextLong(), ground.random().nextLong());
        return ground.vertx()
                .executeBlocking(() -> ReceivingKey.create(ground.random()), false)
                .onSuccess(key -> devices.add(id, owner.account(), key))
                .compose(key -> store.subscribe(
                        subscription,
                        owner.account(),
                        endpoint(id),
                        key,
                        ground.clock().instant()));
    }

    private String endpoint(String id) {
        return hub.get().resolve(PushServiceRoutes.PATH + id).toString();
    }

    private Future<Reply> remove(Exchange x) {
        if (!devices.remove(x.path("device"))) {
            throw new Refused(Problem.NOT_FOUND);
        }
        return Future.succeededFuture(Reply.none());
    }
}
