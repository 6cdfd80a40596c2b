package fr.preau.hub.imports;

import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.io.IOException;

/** One transaction for work that goes step by step and waits. */
final class Transactions {
    private Transactions() {}

    /** The work; it waits for the database. */
    interface Work<T> {
        T in(SqlConnection connection) throws IOException;
    }

    /** What is to be put right outside of the database where the work failed. */
    interface Undo {
        void run() throws IOException;
    }

    /** Does the work and commits; where anything fails, nothing of it stays. */
    static <T> T in(Pool pool, Work<T> work, Undo undo) throws IOException {
        SqlConnection connection = pool.getConnection().await();
        try {
            Transaction transaction = connection.begin().await();
            boolean committed = false;
            try {
                T result = work.in(connection);
                transaction.commit().await();
                committed = true;
                return result;
            } finally {
                if (!committed) {
                    undo.run();
                    transaction.rollback().otherwiseEmpty().await();
                }
            }
        } finally {
            connection.close().otherwiseEmpty().await();
        }
    }
}
