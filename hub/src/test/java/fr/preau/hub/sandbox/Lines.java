package fr.preau.hub.sandbox;

import java.util.Queue;
import java.util.concurrent.Flow;

/** Collects the lines of an answer that does not end. */
record Lines(Queue<String> heard) implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        heard.add(line);
    }

    @Override
    public void onError(Throwable failure) {
        heard.add("failed: " + failure);
    }

    @Override
    public void onComplete() {
        heard.add("ended");
    }
}
