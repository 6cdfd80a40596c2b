package fr.preau.hub.conversation;

import fr.preau.channels.people.AccountId;
import io.vertx.core.buffer.Buffer;

/** A frame for one account's own devices; all of them are published on {@link #ADDRESS}, one consumer a node. */
public record AccountEvent(AccountId account, Buffer frame) {
    public static final String ADDRESS = "accounts";
}
