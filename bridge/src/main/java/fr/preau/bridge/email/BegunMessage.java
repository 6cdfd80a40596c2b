package fr.preau.bridge.email;

import io.vertx.ext.mail.MailMessage;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Knows whether its transaction began: the mail client asks for the text once it has a connection that was greeted, and
 * before it writes the envelope. What was given up before that can no longer begin.
 */
final class BegunMessage extends MailMessage {
    private enum State {
        WAITING,
        BEGUN,
        GIVEN_UP
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    @Override
    public String getText() {
        if (state.compareAndExchange(State.WAITING, State.BEGUN) == State.GIVEN_UP) {
            throw new IllegalStateException("given up");
        }
        return super.getText();
    }

    /** Whether it certainly was not sent and never will be: true unless the transaction had begun. */
    boolean giveUp() {
        return state.compareAndExchange(State.WAITING, State.GIVEN_UP) != State.BEGUN;
    }
}
