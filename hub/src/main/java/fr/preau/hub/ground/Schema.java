package fr.preau.hub.ground;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the database to the schema of this program. Several nodes may try at once; one does it, the others wait. */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private Schema() {}

    /**
     * Migrates unless the database says that exactly these migrations were done. Fails with a {@link StartFailure} if
     * the database is newer than this program or a migration fails; a failed one leaves nothing half done.
     *
     * @param writable false where the database cannot be changed now: then it must be up to date already
     */
    static Future<Void> bringUpToDate(Vertx vertx, Pool pool, DatabaseAddress address, boolean writable) {
        Map<String, Integer> carried = Migrations.carried();
        return done(pool).compose(done -> {
            if (done.equals(carried)) {
                return Future.succeededFuture();
            }
            if (!carried.keySet().containsAll(done.keySet())) {
                return Future.failedFuture(new StartFailure("The database " + address.shown()
                        + " is newer than this program. Start the newer program, or restore the backup that was made"
                        + " before it."));
            }
            if (!writable) {
                return Future.failedFuture(new StartFailure("The database " + address.shown()
                        + " has an older schema and cannot be changed now. Start again when there is a primary."));
            }
            return vertx.executeBlocking(() -> migrate(address), false).mapEmpty();
        });
    }

    /** Version and checksum of each migration that this database had; empty for a new database. */
    static Future<Map<String, Integer>> done(Pool pool) {
        return pool.query("SELECT to_regclass('flyway_schema_history') IS NOT NULL AS kept")
                .execute()
                .compose(rows ->
                        rows.iterator().next().getBoolean("kept") ? history(pool) : Future.succeededFuture(Map.of()));
    }

    private static Future<Map<String, Integer>> history(Pool pool) {
        return pool.query("""
                        SELECT version, checksum FROM flyway_schema_history
                        WHERE success AND version IS NOT NULL AND checksum IS NOT NULL
                        """).execute().map(Schema::byVersion);
    }

    private static Map<String, Integer> byVersion(RowSet<Row> rows) {
        Map<String, Integer> done = new TreeMap<>();
        rows.forEach(row -> done.put(row.getString("version"), row.getInteger("checksum")));
        return done;
    }

    /** Runs Flyway and waits; 1 s or more. */
    static String migrate(DatabaseAddress address) {
        try {
            MigrateResult result = Flyway.configure()
                    .dataSource(
                            address.jdbcUrl(),
                            address.user(),
                            address.password().value())
                    .locations("classpath:" + Migrations.FOLDER)
                    .loggers("slf4j")
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
            LOG.info(
                    "{} migrations brought the schema to version {}",
                    result.migrationsExecuted,
                    result.targetSchemaVersion);
            return String.valueOf(result.targetSchemaVersion);
        } catch (FlywayException e) {
            throw new StartFailure(
                    "The database " + address.shown() + " cannot be brought to this program's schema: "
                            + e.getMessage(),
                    e);
        }
    }
}
