package fr.preau.hub.imports;

import fr.preau.bridge.sms.PhoneNumbers;
import fr.preau.hub.imports.SchoolStore.Territory;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Opens schools. Waits for the database, so it is not for event loops. */
public final class Schools {
    private final Pool pool;

    public Schools(Pool pool) {
        this.pool = pool;
    }

    /**
     * A school to open, or to give other names.
     *
     * @param district the inspection district; none leaves it as it is
     * @param territory the territory; none where there is one at most
     * @param zone the territory's time zone, where the territory is new; none takes that of its place
     */
    public record Opening(
            String uai,
            String name,
            String insee,
            String town,
            Optional<String> district,
            Optional<String> territory,
            Optional<String> zone) {}

    /** How opening ended. */
    public sealed interface Outcome {
        /** The school is open, now or already. */
        record Open() implements Outcome {}

        /** It is not said in which of these territories. */
        record WhichTerritory(List<String> names) implements Outcome {}

        /** The territory has another time zone than the one asked for. */
        record OtherZone(String territory, String zone) implements Outcome {}
    }

    /** Opens it; once more changes nothing. */
    public Outcome open(Opening opening) {
        try {
            return Transactions.in(pool, connection -> open(new SchoolStore(connection), opening), () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome open(SchoolStore store, Opening opening) {
        List<Territory> territories = store.territories().await();
        Optional<Territory> wanted = opening.territory()
                .map(name -> territories.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst())
                .orElseGet(() -> territories.size() == 1 ? Optional.of(territories.getFirst()) : Optional.empty());
        if (wanted.isEmpty() && opening.territory().isEmpty() && !territories.isEmpty()) {
            return new Outcome.WhichTerritory(
                    territories.stream().map(Territory::name).toList());
        }
        Territory territory = wanted.orElseGet(() -> store.openTerritory(
                        opening.territory().orElse(opening.town()),
                        opening.zone(),
                        PhoneNumbers.region(opening.insee()))
                .await());
        if (opening.zone().filter(zone -> !zone.equals(territory.zone())).isPresent()) {
            return new Outcome.OtherZone(territory.name(), territory.zone());
        }
        store.open(
                        territory.id(),
                        opening.insee(),
                        opening.town(),
                        opening.district().orElse(null),
                        opening.uai(),
                        opening.name())
                .await();
        return new Outcome.Open();
    }
}
