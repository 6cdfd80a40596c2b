package fr.preau.tests.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * What the workers are compared with: the same requests to the same provider by the same HTTP client, in a loop without
 * database, lease, limit or record. Arguments: port, connections, requests; a file of the kernel's says what it used.
 */
final class PlainLoop {
    private static final String BODY = "To=%2B33639000001&From=PREAU&ValidityPeriod=14400&StatusCallback=http%3A%2F%2F"
            + "hub.invalid%2Fcallbacks%2Fsms%2Ftwilio%2F0%2F1&Body=Saint-Aubin%2C+cantine+%3A+Cantine.+Pas+de+poisson+mardi.";

    private final HttpClient client;
    private final RequestOptions options;
    private final int requests;
    private int begun;
    private int answered;

    private PlainLoop(HttpClient client, int port, int requests) {
        this.client = client;
        this.requests = requests;
        this.options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI("http://127.0.0.1:" + port + "/2010-04-01/Accounts/AC1/Messages.json")
                .putHeader("Authorization", "Basic QUMxOnRva2Vu")
                .putHeader("Content-Type", "application/x-www-form-urlencoded");
    }

    public static void main(String[] arguments) throws Exception {
        var vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        int connections = Integer.parseInt(arguments[1]);
        var client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(connections));
        var loop = new PlainLoop(client, Integer.parseInt(arguments[0]), Integer.parseInt(arguments[2]));
        System.out.println("READY");
        System.in.read();
        vertx.runOnContext(go -> {
            for (int i = 0; i < connections; i++) {
                loop.next();
            }
        });
        while (System.in.read() >= 0) {
            // until the bench is done
        }
        System.exit(0);
    }

    private void next() {
        if (begun++ < requests) {
            client.request(options)
                    .compose(request -> request.send(Buffer.buffer(BODY)))
                    .compose(response -> response.body())
                    .onComplete(done -> {
                        if (++answered == requests) {
                            System.out.println("DONE");
                        }
                        next();
                    });
        }
    }
}
