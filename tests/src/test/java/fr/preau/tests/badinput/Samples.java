package fr.preau.tests.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.preau.tests.fixture.HubUnderTest;
import fr.preau.tests.fixture.Newcomers;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Operation;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** For each operation somebody who may do it, and a request that is right, from which wrong ones are made. */
final class Samples {
    /** A browser's public key: any point of P-256 will do, here its generator. */
    private static final String POINT =
            "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU";

    private final HubUnderTest hub;
    private final World world;
    private final Member teacher;
    private final Member officer;
    private final Member head;
    private final Member operator;
    private final Member newcomer;
    private final Member guardian;
    private final UUID families;
    private final UUID bulletins;
    private final Post post;

    Samples(HubUnderTest hub) {
        this.hub = hub;
        this.world = hub.world();
        this.teacher = hub.as(world.teacherVerneCp);
        this.officer = hub.as(world.canteenAubin);
        this.head = hub.as(world.headVerne);
        this.operator = hub.as(world.operator);
        this.newcomer = hub.as(new Newcomers(hub).teacher()); // whose password may be got wrong and locked
        this.guardian = hub.as(world.annePetit);
        this.families =
                hub.channel("class_families", place -> world.verneCp.id().equals(place.schoolClass()));
        this.bulletins = hub.channel(
                "town_bulletin", place -> world.aubin.id().equals(place.town()) && "canteen".equals(place.service()));
        this.post = teacher.write(families, Map.of("body", "Un mot", "goal", "signed"))
                .is(201)
                .as(Post.class);
    }

    Member caller(Operation operation) {
        return switch (operation.id()) {
            case "listAudiences", "countAudience", "leavesAt" -> officer;
            case "changePassword" -> newcomer;
            case "setSchoolPause", "setSchoolReach" -> head;
            case "setTerritoryPause", "setTerritoryReach", "redrive", "resend" -> operator;
            case "setDistrictBudget", "listDistrictCosts" -> operator;
            case "setTownReach", "setSchoolBudget", "setTownBudget", "listTownCosts", "listSchoolCosts" -> officer;
            case "listTemplates", "setTemplate", "dropTemplate", "previewTemplates" -> operator;
            case "sign", "listSignatures" -> guardian;
            case "listSafetyRights", "grantSafetyRight", "revokeSafetyRight", "listAudit", "verifyAudit" -> operator;
            default -> teacher;
        };
    }

    String path(Operation operation) {
        UUID channel =
                List.of("listAudiences", "countAudience", "leavesAt").contains(operation.id()) ? bulletins : families;
        String path = operation
                .template()
                .replace("{channel}", channel.toString())
                .replace("{right}", UUID.randomUUID().toString())
                .replace("{post}", post.id().toString())
                .replace("{subscription}", UUID.randomUUID().toString())
                .replace("{town}", world.aubin.id().toString())
                .replace("{district}", world.districts().getFirst().id().toString())
                .replace("{delivery}", "1")
                .replace("{school}", world.verne.id().toString())
                .replace(
                        "{territory}",
                        UUID.nameUUIDFromBytes("territory".getBytes(UTF_8)).toString())
                .replace("{task}", UUID.randomUUID().toString())
                .replace("{pupil}", UUID.randomUUID().toString())
                .replace("{session}", UUID.randomUUID().toString());
        return operation.id().equals("search") ? path + "?q=mot" : path;
    }

    Map<String, Object> body(Operation operation) {
        return new LinkedHashMap<>(
                switch (operation.id()) {
                    case "signIn" -> Map.of("login", "nobody", "password", "wrong password here");
                    case "activate" -> Map.of("code", "AAAA-BBBB-CCCC", "password", "quatre marronniers bleus");
                    case "changePassword" -> Map.of("current", "not the one", "next", "quatre marronniers rouges");
                    case "openDirect" -> Map.of("account", world.annePetit.id());
                    case "post" -> Map.of("key", Member.newKey(), "body", "Bonjour");
                    case "editPost" -> Map.of("body", "Corrigé");
                    case "sign" -> Map.of("pupil", world.zoe.id());
                    case "grantSafetyRight" ->
                        Map.of("account", world.headVerne.id(), "scope", "school", "place", world.verne.id());
                    case "markRead" -> Map.of("seq", 0);
                    case "subscribePush" ->
                        Map.of(
                                "kind",
                                "webpush",
                                "endpoint",
                                hub.base() + "/sandbox/push/service/" + UUID.randomUUID(),
                                "p256dh",
                                POINT,
                                "auth",
                                "A".repeat(22));
                    case "quoteSms" -> Map.of("text", "Le goûter est reporté");
                    case "setTemplate" ->
                        Map.of(
                                "category",
                                "class",
                                "part",
                                "subject",
                                "language",
                                "en",
                                "text",
                                "{{school}}: {{title}}");
                    case "previewTemplates" -> Map.of(); // whatever is left out is an example
                    case "openReplies" -> Map.of("open", false);
                    case "countAudience", "leavesAt" ->
                        Map.of("audience", List.of(Map.of("scope", "town", "ref", world.aubin.id())));
                    case "askContact" -> Map.of("route", "email");
                    case "setReach" ->
                        Map.of("choices", List.of(), "digestHour", "18:00", "quietWeekend", false, "language", "fr");
                    case "setSchoolBudget", "setTownBudget", "setDistrictBudget" ->
                        Map.of(); // each cap may be left out
                    case "redrive" -> Map.of("post", post.id());
                    case "resend" -> Map.of("mayArriveTwice", true);
                    case "setSchoolPause", "setTerritoryPause" ->
                        Map.of(
                                "enabled",
                                false,
                                "evening",
                                "20:00",
                                "morning",
                                "07:00",
                                "weekend",
                                true,
                                "spreadMinutes",
                                15,
                                "publicHolidays",
                                true,
                                "schoolHolidays",
                                false);
                    case "setSchoolReach", "setTownReach", "setTerritoryReach" -> Map.of("rules", List.of());
                    case "tellReach" -> Map.of("pupil", world.lina.id(), "how", "phone");
                    default -> throw new IllegalArgumentException(operation.id() + " takes a body: give it a sample");
                });
    }

    Map<String, Object> frame(String type) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("type", type);
        switch (type) {
            case "subscribe" -> {
                frame.put("id", "s1");
                frame.put("channel", families);
            }
            case "post" -> {
                frame.put("channel", families);
                frame.put("key", Member.newKey());
                frame.put("body", "Bonjour");
            }
            case "read" -> {
                frame.put("channel", families);
                frame.put("seq", 0);
            }
            case "typing" -> frame.put("channel", families);
            case "token" -> frame.put("token", teacher.api().token());
            case "hello" -> frame.put("token", teacher.api().token());
            default -> throw new IllegalArgumentException("the frame " + type + " is new: give it a sample");
        }
        return frame;
    }

    Member teacher() {
        return teacher;
    }

    /** Operations whose answer has an end. */
    List<Operation> operations() {
        return hub.contract().operations().stream()
                .filter(operation -> !List.of("events", "stream").contains(operation.id()))
                .toList();
    }
}
