package fr.preau.hub.stream;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.hub.conversation.ChannelEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What this node hears of channels over the event bus. An address, which many channels share, has one consumer here from
 * the first ear for one of its channels to the last; what comes for channels without an ear is dropped. Thread-safe.
 */
final class Hearing {
    /** Other nodes read anew who listens at most every 20 ms; until then they would still leave this one out. */
    private static final long KNOWN_MILLIS = 100;

    private record Address(
            MessageConsumer<ChannelEvent> consumer, Future<Void> known, Map<ChannelId, Consumer<ChannelEvent>> ears) {}

    private final Vertx vertx;
    private final Map<String, Address> addresses = new ConcurrentHashMap<>();

    Hearing(Vertx vertx) {
        this.vertx = vertx;
    }

    /** From now on this is told what happens in the channel; there is one ear a channel at a time. */
    Ear open(ChannelId channel, Consumer<ChannelEvent> told) {
        String name = ChannelEvent.address(channel);
        Address address = addresses.compute(name, (key, before) -> {
            Address now = before == null ? listen(name) : before;
            now.ears().put(channel, told);
            return now;
        });
        return new Ear(channel, name, address.known());
    }

    private Address listen(String name) {
        Map<ChannelId, Consumer<ChannelEvent>> ears = new ConcurrentHashMap<>();
        MessageConsumer<ChannelEvent> consumer = vertx.eventBus().consumer(name, message -> {
            ChannelEvent event = message.body();
            Consumer<ChannelEvent> told = ears.get(event.channel());
            if (told != null) {
                told.accept(event);
            }
        });
        Future<Void> known = vertx.isClustered()
                ? consumer.completion()
                        .compose(listed -> vertx.timer(KNOWN_MILLIS, TimeUnit.MILLISECONDS))
                        .mapEmpty()
                : consumer.completion();
        return new Address(consumer, known, ears);
    }

    /** One channel that is listened to. */
    final class Ear {
        private final ChannelId channel;
        private final String address;
        private final Future<Void> completion;

        private Ear(ChannelId channel, String address, Future<Void> completion) {
            this.channel = channel;
            this.address = address;
            this.completion = completion;
        }

        /** Done when every node knows that this one listens. */
        Future<Void> completion() {
            return completion;
        }

        /** Ends the listening. */
        void unregister() {
            addresses.computeIfPresent(address, (key, now) -> {
                now.ears().remove(channel);
                if (now.ears().isEmpty()) {
                    now.consumer().unregister();
                    return null;
                }
                return now;
            });
        }
    }
}
