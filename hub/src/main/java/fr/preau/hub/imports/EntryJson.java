package fr.preau.hub.imports;

import fr.preau.channels.roll.Address;
import fr.preau.channels.roll.GuardianEntry;
import fr.preau.channels.roll.PersonName;
import fr.preau.channels.roll.PupilEntry;
import fr.preau.channels.roll.TeacherEntry;
import fr.preau.channels.roll.Telephones;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** What exports said, as it is kept; what they left out is not written. */
final class EntryJson {
    private EntryJson() {}

    /** The three kinds of people in a school's exports. */
    enum Kind {
        PUPIL,
        GUARDIAN,
        TEACHER;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static JsonObject of(PupilEntry entry) {
        JsonObject json = name(entry.name()).put("birth", entry.birthDate().toString());
        put(json, "ine", entry.ine());
        put(json, "level", entry.level());
        put(json, "class", entry.className());
        return json;
    }

    static PupilEntry pupil(JsonObject json) {
        return new PupilEntry(
                text(json, "ine"),
                name(json),
                LocalDate.parse(json.getString("birth")),
                text(json, "level"),
                text(json, "class"));
    }

    static JsonObject of(GuardianEntry entry) {
        JsonObject json = name(entry.name());
        put(json, "civility", entry.civility());
        put(json, "street", entry.address().street());
        put(json, "postcode", entry.address().postcode());
        put(json, "town", entry.address().town());
        put(json, "country", entry.address().country());
        put(json, "email", entry.email());
        phones(json, entry.phones());
        return json;
    }

    static GuardianEntry guardian(JsonObject json) {
        return new GuardianEntry(
                text(json, "civility"),
                name(json),
                new Address(text(json, "street"), text(json, "postcode"), text(json, "town"), text(json, "country")),
                text(json, "email"),
                phones(json));
    }

    static JsonObject of(TeacherEntry entry) {
        JsonObject json = name(entry.name()).put("head", entry.head()).put("classes", new JsonArray(entry.classes()));
        put(json, "civility", entry.civility());
        put(json, "email", entry.email());
        phones(json, entry.phones());
        return json;
    }

    static TeacherEntry teacher(JsonObject json) {
        List<String> classes =
                json.getJsonArray("classes").stream().map(String::valueOf).toList();
        return new TeacherEntry(
                text(json, "civility"),
                name(json),
                text(json, "email"),
                phones(json),
                json.getBoolean("head"),
                classes);
    }

    private static JsonObject name(PersonName name) {
        JsonObject json = new JsonObject().put("family", name.family()).put("first", name.first());
        put(json, "usage", name.usage());
        return json;
    }

    private static PersonName name(JsonObject json) {
        return new PersonName(json.getString("family"), text(json, "usage"), json.getString("first"));
    }

    private static void phones(JsonObject json, Telephones phones) {
        put(json, "home", phones.home());
        put(json, "work", phones.work());
        put(json, "mobile", phones.mobile());
    }

    private static Telephones phones(JsonObject json) {
        return new Telephones(text(json, "home"), text(json, "work"), text(json, "mobile"));
    }

    private static void put(JsonObject json, String key, String text) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }

    private static String text(JsonObject json, String key) {
        return json.getString(key, "");
    }
}
