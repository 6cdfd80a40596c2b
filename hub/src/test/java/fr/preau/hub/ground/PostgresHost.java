package fr.preau.hub.ground;

import java.io.IOException;
import java.nio.file.Path;

/** A program that only keeps an embedded PostgreSQL, for tests that kill it. Prints port, process and password. */
final class PostgresHost {
    private PostgresHost() {}

    public static void main(String[] arguments) throws IOException {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]), 0);
            DatabaseAddress address = postgres.address();
            System.out.println("READY " + address.port() + " " + postgres.pid() + " "
                    + address.password().value());
            System.in.read();
            postgres.close();
            System.out.println("CLOSED");
        } catch (StartFailure e) {
            System.out.println("FAILED " + e.getMessage());
        }
    }
}
