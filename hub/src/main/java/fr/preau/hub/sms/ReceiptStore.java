package fr.preau.hub.sms;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Report;
import fr.preau.hub.ground.Moments;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Delivery receipts that wait until the answer to their request is written. */
final class ReceiptStore {
    private static final String KEEP = """
            insert into sms_receipt (provider, provider_id, stage, failure, code, at) values ($1, $2, $3, $4, $5, $6)
            on conflict do nothing
            """;

    private static final String KNOWN = """
            select r.provider_id, r.stage, r.failure, r.code, a.delivery_id, a.attempt
              from sms_receipt r
              join delivery_attempt a on a.provider = r.provider and a.provider_id = r.provider_id
             where r.provider = $1 and ($2::text is null or r.provider_id = $2)
             order by r.at limit 500
            """;

    private static final String DONE =
            "delete from sms_receipt where provider = $1 and provider_id = $2 and stage = $3 and code = $4";

    /** Of messages that are none of ours, or of answers, which nobody follows. */
    private static final String OLD = "delete from sms_receipt where provider = $1 and at < $2";

    /** A receipt with the try that it is about. */
    record Known(long delivery, int attempt, Report report) {}

    private final Pool pool;
    private final String provider;

    ReceiptStore(Pool pool, String provider) {
        this.pool = pool;
        this.provider = provider;
    }

    Future<Void> keep(Report report, Instant now) {
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(provider, report.providerId(), report.stage().name())
                        .addString(report.failure().map(Failure::name).orElse(null))
                        .addInteger(report.code())
                        .addOffsetDateTime(Moments.utc(now)))
                .mapEmpty();
    }

    /** Receipts whose message is known by now; of one message, or of all. */
    Future<List<Known>> known(Optional<String> providerId) {
        return pool.preparedQuery(KNOWN)
                .execute(Tuple.of(provider, providerId.orElse(null)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReceiptStore::known)
                        .toList());
    }

    private static Known known(Row row) {
        return new Known(
                row.getLong("delivery_id"),
                row.getInteger("attempt"),
                new Report(
                        row.getString("provider_id"),
                        Report.Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
                        Optional.ofNullable(row.getString("failure")).map(Failure::valueOf),
                        row.getInteger("code")));
    }

    Future<Void> done(Report report) {
        return pool.preparedQuery(DONE)
                .execute(Tuple.of(provider, report.providerId(), report.stage().name(), report.code()))
                .mapEmpty();
    }

    Future<Void> forget(Instant before) {
        return pool.preparedQuery(OLD)
                .execute(Tuple.of(provider, Moments.utc(before)))
                .mapEmpty();
    }
}
