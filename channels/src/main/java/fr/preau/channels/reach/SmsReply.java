package fr.preau.channels.reach;

import fr.preau.channels.conversation.ChannelKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where an answer by text message belongs. One telephone may have heard of several matters; the answer goes into the only
 * one of late, or the person is asked by numbers. It goes where no other family reads it: a word to a class is answered in
 * the child's own liaison channel, or to the author alone where several children are in that class.
 *
 * @param recent matters heard of within this time are what an answer may be about
 * @param old where none is recent, the ones within this time
 */
public record SmsReply(Duration recent, Duration old) {
    /** Most choices in one question: a digit each. */
    public static final int MOST_CHOICES = 9;

    /** Three days, else a month. */
    public static final SmsReply STANDARD = new SmsReply(Duration.ofHours(72), Duration.ofDays(30));

    /**
     * A matter that a telephone heard of, for a person who still has that number.
     *
     * @param account the guardian's account
     * @param post the last post told
     * @param author who wrote it
     * @param authorName how families know the author
     * @param place the town and service of a bulletin
     * @param children the guardian's children in the channel's class or school
     */
    public record Matter(
            UUID account,
            UUID channel,
            ChannelKind kind,
            UUID post,
            UUID author,
            String authorName,
            String place,
            List<Child> children,
            Instant lastAt) {}

    /** A child's liaison channel, and its class as families know it; the child is never named in a message. */
    public record Child(UUID liaison, String classAndSchool) {}

    /** What an answer may be meant for. */
    public sealed interface Target {
        /** As whom it is written. */
        UUID account();

        /** The post that it answers. */
        UUID about();

        /** How a question names it. */
        String label();
    }

    /** A channel in which the guardian may write. */
    public record Into(UUID account, UUID about, String label, UUID channel) implements Target {}

    /** The author alone. */
    public record To(UUID account, UUID about, String label, UUID author) implements Target {}

    /** The town service sees answers to it and writes no answer of its own. */
    public record Unread(UUID account, UUID about, String label) implements Target {}

    /** What the answer may be meant for; empty: nobody knows. The latest matter first. */
    public List<Target> targets(List<Matter> matters, Instant now) {
        var within = matters.stream()
                .filter(matter -> !matter.lastAt().isBefore(now.minus(recent)))
                .toList();
        var heard = within.isEmpty()
                ? matters.stream()
                        .filter(matter -> !matter.lastAt().isBefore(now.minus(old)))
                        .toList()
                : within;
        var found = new ArrayList<Target>();
        heard.stream()
                .sorted((one, other) -> other.lastAt().compareTo(one.lastAt()))
                .flatMap(SmsReply::of)
                .filter(target -> found.stream().noneMatch(known -> same(known, target)))
                .limit(MOST_CHOICES)
                .forEach(found::add);
        return List.copyOf(found);
    }

    private static Stream<Target> of(Matter matter) {
        return switch (matter.kind()) {
            case LIAISON -> Stream.of(new Into(matter.account(), matter.post(), label(matter), matter.channel()));
            case DIRECT -> Stream.of(new Into(matter.account(), matter.post(), matter.authorName(), matter.channel()));
            case CLASS_FAMILIES ->
                matter.children().size() == 1
                        ? liaisons(matter)
                        : Stream.of(new To(matter.account(), matter.post(), matter.authorName(), matter.author()));
            case SCHOOL_NOTICE -> liaisons(matter);
            case TOWN_BULLETIN -> Stream.of(new Unread(matter.account(), matter.post(), matter.place()));
            case CLASS_PUPILS, STAFF_ROOM, INSPECTION -> Stream.empty();
        };
    }

    /** Siblings in one class have the same teacher: the channel of the first of them is as good as the other. */
    private static Stream<Target> liaisons(Matter matter) {
        return matter.children().stream()
                .filter(child -> first(matter, child))
                .map(child -> new Into(matter.account(), matter.post(), child.classAndSchool(), child.liaison()));
    }

    private static boolean first(Matter matter, Child child) {
        return matter.children().stream()
                .filter(other -> other.classAndSchool().equals(child.classAndSchool()))
                .findFirst()
                .filter(child::equals)
                .isPresent();
    }

    private static String label(Matter matter) {
        return matter.children().stream()
                .filter(child -> child.liaison().equals(matter.channel()))
                .findFirst()
                .map(Child::classAndSchool)
                .orElse(matter.authorName());
    }

    private static boolean same(Target one, Target other) {
        return switch (one) {
            case Into(var account, var about, var label, var channel) ->
                other instanceof Into into
                        && into.channel().equals(channel)
                        && into.account().equals(account);
            case To(var account, var about, var label, var author) ->
                other instanceof To to
                        && to.author().equals(author)
                        && to.account().equals(account);
            case Unread(var account, var about, var label) ->
                other instanceof Unread unread && unread.label().equals(label);
        };
    }

    /** The number that a message consists of; none where it says anything else. */
    public static Optional<Integer> number(String text) {
        var bare = text.strip().replaceAll("[.)!]+$", "").strip();
        return bare.matches("[1-9]") ? Optional.of(bare.charAt(0) - '0') : Optional.empty();
    }
}
