package fr.preau.tests.access;

import com.fasterxml.jackson.databind.JsonNode;
import fr.preau.tests.wire.Answer;
import fr.preau.tests.wire.Member;
import fr.preau.tests.wire.Stream;
import fr.preau.tests.wire.Views.Audience;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.world.Model.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Does one action in one channel, over HTTP or the stream, and says how it went: "ok" or the problem's code. */
final class Attempt {
    /** Actions whose object is a post. */
    static final Set<String> ON_POSTS = Set.of("edit", "recall", "history", "see_reach", "remind", "tell", "sign");

    static final List<String> OVER_STREAM = List.of("read", "post", "target", "mark_read", "type");

    private Attempt() {}

    static String overHttp(String action, Member member, Place place, Post post) {
        UUID channel = place.id();
        return switch (action) {
            case "read" -> same(member.channel(channel), member.posts(channel, null, 1));
            case "post" -> post(member, place).code();
            case "target" ->
                member.write(channel, Map.of("body", "Pour vous", "audience", List.of(town(place))))
                        .code();
            case "edit" -> member.edit(post, "Corrigé").code();
            case "recall" -> member.recall(post).code();
            case "history" -> member.history(post).code();
            case "sign" -> signing(member.sign(post, UUID.randomUUID()));
            case "mark_read" -> member.read(channel, 0).code();
            case "open_replies" -> member.openReplies(channel, false).code();
            case "list_audiences" -> member.audiences(channel).code();
            case "count_audience" -> member.count(channel, counted(place)).code();
            case "see_reach" -> same(member.reach(post), member.reachChildren(post, ""));
            case "see_answers" ->
                member.api().get("/api/v1/channels/" + channel + "/sms-answers").code();
            case "remind" -> member.remind(post).code();
            case "tell" -> member.tell(post, anyChild(member, post), "phone").code();
            default -> throw new IllegalArgumentException("the matrix does not know the action " + action);
        };
    }

    static String overStream(String action, Stream stream, Place place) {
        UUID channel = place.id();
        stream.mark();
        return switch (action) {
            case "read" -> {
                String id = UUID.randomUUID().toString();
                stream.send(Map.of("type", "subscribe", "id", id, "channel", channel));
                yield code(answer(stream, frame -> frame.path("id").asText().equals(id)), "end");
            }
            case "post", "target" -> {
                String key = Member.newKey();
                boolean aimed = action.equals("target") || place.kind().equals("town_bulletin");
                stream.send(
                        aimed
                                ? Map.of(
                                        "type",
                                        "post",
                                        "channel",
                                        channel,
                                        "key",
                                        key,
                                        "body",
                                        "Ici",
                                        "audience",
                                        List.of(town(place)))
                                : Map.of("type", "post", "channel", channel, "key", key, "body", "Ici"));
                yield code(stream.answerTo(key), "ack");
            }
            case "mark_read" -> {
                stream.send(Map.of("type", "read", "channel", channel, "seq", 0));
                yield code(answer(stream, frame -> about(frame, channel)), "cursor");
            }
            case "type" -> {
                stream.send(Map.of("type", "typing", "channel", channel));
                stream.roundTrip();
                yield stream.since().stream()
                        .filter(frame -> frame.path("type").asText().equals("problem") && about(frame, channel))
                        .map(frame -> frame.path("code").asText())
                        .findFirst()
                        .orElse("ok");
            }
            default -> throw new IllegalArgumentException("no frame does " + action);
        };
    }

    /** A child that this member sees on the board; for those who see none, one that does not exist. */
    private static UUID anyChild(Member member, Post post) {
        JsonNode children = member.reachChildren(post, "?limit=1").json().path("items");
        return children.isEmpty()
                ? new UUID(0, 1)
                : UUID.fromString(children.get(0).path("pupil").asText());
    }

    /** Who may sign is told that this post asks for no signature. */
    private static String signing(Answer answer) {
        return answer.code().equals("nothing_to_sign") ? "ok" : answer.code();
    }

    private static Answer post(Member member, Place place) {
        return place.kind().equals("town_bulletin")
                ? member.bulletin(place.id(), "Cantine", "Menu modifié", town(place))
                : member.write(place.id(), "Bonjour");
    }

    private static Audience town(Place place) {
        return new Audience("town", Objects.requireNonNullElse(place.town(), new UUID(0, 1)));
    }

    private static Audience counted(Place place) {
        return place.school() == null ? town(place) : new Audience("school", place.school());
    }

    private static JsonNode answer(Stream stream, java.util.function.Predicate<JsonNode> mine) {
        Set<String> answers = Set.of("end", "cursor", "problem");
        return stream.await(
                "an answer",
                frame -> answers.contains(frame.path("type").asText()) && mine.test(frame),
                Duration.ofSeconds(10));
    }

    private static boolean about(JsonNode frame, UUID channel) {
        return frame.path("channel").asText().equals(channel.toString());
    }

    private static String code(JsonNode frame, String good) {
        return frame.path("type").asText().equals(good)
                ? "ok"
                : frame.path("code").asText();
    }

    private static String same(Answer one, Answer other) {
        return one.code().equals(other.code()) ? one.code() : one.code() + " and " + other.code();
    }
}
