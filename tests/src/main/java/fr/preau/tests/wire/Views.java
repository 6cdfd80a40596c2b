package fr.preau.tests.wire;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the hub answers, as records; written from openapi.yaml, not from the hub's code. */
public final class Views {
    private Views() {}

    /** An account as its owner sees it. */
    public record Account(
            UUID id,
            String profile,
            String name,
            String language,
            @Nullable String login) {}

    /** The answer to a sign-in. */
    public record Signed(String accessToken, int expiresIn, UUID session, Account account) {}

    /** Who wrote a post. */
    public record Author(UUID account, String name, String profile) {}

    /** One scope of a targeted post. */
    public record Audience(String scope, UUID ref) {}

    /** A post. */
    public record Post(
            UUID id,
            UUID channel,
            long seq,
            Author author,
            Instant at,
            String urgency,
            String goal,
            String guardians,
            @Nullable String reason,
            @Nullable String title,
            String body,
            String html,
            @Nullable UUID replyTo,
            @Nullable List<Audience> audience,
            @Nullable Instant validUntil,
            @Nullable Instant editedAt,
            @Nullable Instant recalledAt) {}

    /** A channel, to its caller. */
    public record Channel(
            UUID id,
            String kind,
            String place,
            @Nullable String service,
            long lastSeq,
            long readSeq,
            int unread,
            @Nullable Post lastPost,
            boolean repliesOpen,
            Set<String> may) {}

    /** A page of channels. */
    public record ChannelPage(List<Channel> items, @Nullable String next) {}

    /** A page of posts, newest first; {@code next} is the {@code before} of the next one. */
    public record PostPage(List<Post> items, @Nullable Long next) {}

    /** One person to whom a direct word is possible. */
    public record Contact(UUID account, String name, String profile, String about) {}

    /** A page of contacts. */
    public record ContactPage(List<Contact> items, @Nullable String next) {}

    /** One change of a post. */
    public record Change(
            long seq,
            String kind,
            Instant at,
            String actor,
            @Nullable String previousTitle,
            @Nullable String previousBody) {}

    /** A post's changes, oldest first. */
    public record History(List<Change> items) {}

    /** A post that a search found. */
    public record Hit(Post post, String place, String kind, String excerpt) {}

    /** A page of hits, newest first. */
    public record HitPage(List<Hit> items, @Nullable String next) {}

    /** An audience that may be named. */
    public record Choice(
            String scope, UUID ref, String label, @Nullable String group, int children) {}

    /** All of them. */
    public record Choices(List<Choice> items) {}

    /** Whom a post would reach. */
    public record Count(int children, int people, int byApp, int bySms, int beyondBudget, int unreachable) {}
}
