package fr.preau.hub.edge;

import fr.preau.channels.people.Caller;
import io.vertx.core.Future;

/** Tells who a bearer token belongs to. Fails with a {@link Refused} when it is not valid or its session ended. */
@FunctionalInterface
public interface Authenticator {
    Future<Caller> authenticate(String token);
}
