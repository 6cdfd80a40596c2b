package fr.preau.hub.conversation;

import fr.preau.channels.conversation.ChannelId;
import fr.preau.channels.people.Caller;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Set;
import java.util.UUID;

/** Who may raise a safety alert, and the record that it was raised. */
public interface SafetyDesk {
    /** Nobody may. */
    SafetyDesk CLOSED = new SafetyDesk() {
        @Override
        public Future<Boolean> allows(Caller caller, ChannelId channel) {
            return Future.succeededFuture(false);
        }

        @Override
        public Future<Set<ChannelId>> allowsAmong(Caller caller, Set<ChannelId> channels) {
            return Future.succeededFuture(Set.of());
        }

        @Override
        public Future<Void> raised(SqlClient transaction, Caller caller, UUID post, String reason) {
            throw new IllegalStateException("nobody may raise an alert");
        }
    };

    /** Whether somebody gave the caller this right for where the channel lies. */
    Future<Boolean> allows(Caller caller, ChannelId channel);

    /** In which of these channels {@link #allows} is true. */
    Future<Set<ChannelId>> allowsAmong(Caller caller, Set<ChannelId> channels);

    /** Records the alert, in the transaction that posts it. */
    Future<Void> raised(SqlClient transaction, Caller caller, UUID post, String reason);
}
