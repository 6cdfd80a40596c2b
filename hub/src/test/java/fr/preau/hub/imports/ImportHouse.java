package fr.preau.hub.imports;

import fr.preau.bridge.onde.Export;
import fr.preau.channels.roll.Verdict;
import fr.preau.config.Settings;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.TestDatabase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A school on a real database, into which a test imports. */
final class ImportHouse implements AutoCloseable {
    static final String UAI = "0610123A";
    private static final String PUPILS = "Nom Elève;Nom d'usage Elève;Prénom Elève;Date naissance;Niveau;Classe\n";
    private static final String GUARDIANS = "Civilité Responsable;Nom responsable;Prénom responsable;"
            + "Adresse responsable;Courriel;Téléphone portable"
            + ";Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants".repeat(2) + "\n";
    private static final String TEACHERS = "Civilité;Nom;Prénom;Directeur;Classe\n";

    final Vertx vertx = Vertx.vertx();
    final Ground ground;
    final List<String> pupils = new ArrayList<>();
    final List<String> guardians = new ArrayList<>();
    final List<String> teachers = new ArrayList<>();

    ImportHouse() {
        ground = new Ground(
                vertx,
                TestDatabase.fresh(vertx),
                Settings.of(Map.of("node.name", "test")),
                Clock.fixed(Instant.parse("2026-11-02T11:00:00Z"), ZoneOffset.UTC),
                new SecureRandom(),
                new SimpleMeterRegistry());
        open();
    }

    /** Opens the school. */
    Schools.Outcome open() {
        return new Schools(ground.pool())
                .open(new Schools.Opening(
                        UAI,
                        "École des Tilleuls",
                        "61001",
                        "Alençon",
                        Optional.of("Alençon 1"),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** The exports of two children, their mother, the father of one, and a head who teaches. */
    ImportHouse family() {
        pupils.clear();
        guardians.clear();
        teachers.clear();
        pupils.add("ROY;;Zoé;2016-09-23;CP;CP");
        pupils.add("ROY;;Léo;2018-01-02;PS;PS");
        guardians.add("Mme;ROY;Anne;3 rue Haute;anne@example.org;0639980001;;ROY;Zoé;CP;;ROY;Léo;PS");
        guardians.add("M.;MARTIN;Jean;8 rue Basse;;;;ROY;Zoé;CP");
        teachers.add("Mme;PIRES;Rachelle;oui;CP");
        return this;
    }

    ImportOutcome run(boolean apply) {
        return run(apply, Map.of(), Optional.empty());
    }

    ImportOutcome run(boolean apply, Map<String, Verdict> decided, Optional<Path> codes) {
        return run(
                apply,
                decided,
                codes,
                text("pupils.csv", PUPILS, pupils),
                text("guardians.csv", GUARDIANS, guardians),
                text("teachers.csv", TEACHERS, teachers));
    }

    ImportOutcome run(
            boolean apply,
            Map<String, Verdict> decided,
            Optional<Path> codes,
            Export pupilsFile,
            Export guardiansFile,
            Export teachersFile) {
        return new RollImport(ground, Words.in("fr"))
                .run(new ImportRequest(UAI, pupilsFile, guardiansFile, teachersFile, apply, false, decided, codes));
    }

    /** Applies and expects it to be done. */
    ImportOutcome.Done apply() {
        return (ImportOutcome.Done) run(true);
    }

    /** Runs a statement. */
    void sql(String statement) {
        ground.pool().query(statement).execute().await();
    }

    /** The first row of a query's answer as JSON. */
    JsonObject row(String query) {
        return ground.pool().query(query).execute().await().iterator().next().toJson();
    }

    long count(String what) {
        return row("select count(*) as n from " + what).getLong("n");
    }

    private static Export text(String name, String heading, List<String> rows) {
        byte[] bytes = (heading + String.join("\n", rows) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return new Export() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }

    @Override
    public void close() {
        ground.pool().close().await();
        vertx.close().await();
    }
}
