package fr.preau.hub.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import fr.preau.bridge.onde.Export;
import fr.preau.bridge.sms.SmsMessage;
import fr.preau.hub.imports.ImportOutcome;
import fr.preau.hub.imports.ImportRequest;
import fr.preau.hub.imports.RollImport;
import fr.preau.hub.imports.Schools;
import fr.preau.hub.imports.Words;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A school on Réunion: from the directory's file to the text message, numbers mean what they mean there. */
@Timeout(60)
class OverseasTest {
    private static final String UAI = "9740123B";

    @AutoClose
    private final ReachHouse house = new ReachHouse(Map.of());

    private final ReachTown town = house.town;

    @Test
    void numbers_of_the_island_and_from_the_mainland_are_imported_planned_and_sent() {
        assertInstanceOf(
                Schools.Outcome.Open.class,
                new Schools(house.ground.pool())
                        .open(new Schools.Opening(
                                UAI,
                                "École des Filaos",
                                "97411",
                                "Saint-Denis",
                                Optional.of("Saint-Denis 1"),
                                Optional.of("Réunion"),
                                Optional.empty())));
        assertEquals(
                "Indian/Reunion RE none reunion",
                town.rows("select concat_ws(' ', zone, phone_region, school_zone, holiday_region) from territory"
                                + " where name = 'Réunion'")
                        .getFirst()
                        .getString(0));

        var outcome = new RollImport(house.ground, Words.in("fr"))
                .run(new ImportRequest(
                        UAI,
                        file(
                                "Nom Elève;Nom d'usage Elève;Prénom Elève;Date naissance;Niveau;Classe",
                                "HOARAU;;Zoé;2019-09-23;CP;CP"),
                        file(
                                "Civilité Responsable;Nom responsable;Prénom responsable;Adresse responsable;Courriel;"
                                        + "Téléphone portable;Nom d'usage enfant;Nom de famille enfant;Prénom enfant;Classes enfants",
                                "Mme;HOARAU;Anne;3 rue Haute;;0692 12 34 56;;HOARAU;Zoé;CP",
                                "M.;PAYET;Jean;8 rue Basse;;06 39 98 12 34;;HOARAU;Zoé;CP"),
                        file("Civilité;Nom;Prénom;Directeur;Classe", "Mme;PIRES;Rachelle;oui;CP"),
                        true,
                        false,
                        Map.of(),
                        Optional.empty()));
        assertInstanceOf(ImportOutcome.Done.class, outcome);

        var channel = town.rows(
                        "select c.id, a.id as author from channel c join school s on s.id = c.school_id and s.uai = $1"
                                + " join account a on a.profile = 'head' where c.kind = 'school_notice'",
                        UAI)
                .getFirst();
        var post = town.post("school_notice", "urgent", "Cyclone", "Demain, école fermée", house.now());
        town.run(
                "update post set channel_id = $2, author_id = $3 where id = $1",
                post,
                channel.getUUID(0),
                channel.getUUID(1));

        house.plan(post);
        house.work(house.worker());

        assertEquals(
                Set.of("+262692123456", "+33639981234"),
                house.provider.sent.stream().map(SmsMessage::to).collect(Collectors.toSet()));
    }

    private static Export file(String... lines) {
        byte[] bytes = (String.join("\n", List.of(lines)) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        return new Export() {
            @Override
            public String name() {
                return "export.csv";
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
