package fr.preau.tests.wire;

import fr.preau.tests.wire.Views.Audience;
import fr.preau.tests.wire.Views.Channel;
import fr.preau.tests.wire.Views.ChannelPage;
import fr.preau.tests.wire.Views.Post;
import fr.preau.tests.wire.Views.PostPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who signed in, and what they do. Answers are as they came: demand {@code is(201)} or a problem of them. */
public record Member(Api api, UUID account) {

    /** A new idempotency key. */
    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    /** Every channel of this person, over all pages. */
    public List<Channel> channels() {
        List<Channel> all = new ArrayList<>();
        String next = null;
        do {
            String page = next == null ? "" : "&after=" + encoded(next);
            ChannelPage read =
                    api.get("/api/v1/channels?limit=100" + page).is(200).as(ChannelPage.class);
            all.addAll(read.items());
            next = read.next();
        } while (next != null);
        return all;
    }

    public Answer channel(UUID channel) {
        return api.get(of(channel));
    }

    public Answer write(UUID channel, String body) {
        return write(channel, newKey(), body);
    }

    public Answer write(UUID channel, String key, String body) {
        return api.post(of(channel) + "/posts", Map.of("key", key, "body", body));
    }

    /** A bulletin with a title to these audiences. */
    public Answer bulletin(UUID channel, String title, String body, Audience... audience) {
        return api.post(
                of(channel) + "/posts",
                Map.of("key", newKey(), "title", title, "body", body, "audience", List.of(audience)));
    }

    /** The newest posts, or those before a sequence number; newest first. */
    public Answer posts(UUID channel, @Nullable Long before, int limit) {
        return api.get(of(channel) + "/posts?limit=" + limit + (before == null ? "" : "&before=" + before));
    }

    /** All posts of a channel that this person may see, oldest first, read backwards in pages of 100. */
    public List<Post> allPosts(UUID channel) {
        List<Post> all = new ArrayList<>();
        Long before = null;
        do {
            PostPage page = posts(channel, before, 100).is(200).as(PostPage.class);
            all.addAll(page.items());
            before = page.next();
        } while (before != null);
        return all.reversed();
    }

    public Answer edit(Post post, String body) {
        return api.patch(of(post.channel()) + "/posts/" + post.id(), Map.of("body", body));
    }

    public Answer recall(Post post) {
        return api.post(of(post.channel()) + "/posts/" + post.id() + "/recall");
    }

    public Answer history(Post post) {
        return api.get(of(post.channel()) + "/posts/" + post.id() + "/history");
    }

    public Answer reach(Post post) {
        return api.get(of(post.channel()) + "/posts/" + post.id() + "/reach");
    }

    /** @param query empty, or with its question mark */
    public Answer reachChildren(Post post, String query) {
        return api.get(of(post.channel()) + "/posts/" + post.id() + "/reach/children" + query);
    }

    public Answer remind(Post post) {
        return api.post(of(post.channel()) + "/posts/" + post.id() + "/reach/reminders");
    }

    public Answer tell(Post post, UUID pupil, String how) {
        return api.post(of(post.channel()) + "/posts/" + post.id() + "/reach/told", Map.of("pupil", pupil, "how", how));
    }

    public Answer sign(Post post, UUID pupil) {
        return api.post(of(post.channel()) + "/posts/" + post.id() + "/signature", Map.of("pupil", pupil));
    }

    public Answer read(UUID channel, long seq) {
        return api.put(of(channel) + "/read", Map.of("seq", seq));
    }

    public Answer openReplies(UUID channel, boolean open) {
        return api.put(of(channel) + "/replies", Map.of("open", open));
    }

    public Answer audiences(UUID channel) {
        return api.get(of(channel) + "/audience");
    }

    public Answer count(UUID channel, Audience... audience) {
        return api.post(of(channel) + "/audience/count", Map.of("audience", List.of(audience)));
    }

    public Answer direct(UUID account) {
        return api.post("/api/v1/channels/direct", Map.of("account", account));
    }

    public Answer contacts(@Nullable String words) {
        return api.get("/api/v1/contacts?limit=100" + (words == null ? "" : "&q=" + encoded(words)));
    }

    public Answer search(String words) {
        return api.get("/api/v1/search?limit=100&q=" + encoded(words));
    }

    public Stream stream() {
        return Stream.open(api);
    }

    /** A stream that catches up one channel from a cursor; all others are live from now on. */
    public Stream stream(UUID channel, long after) {
        return Stream.open(api, Map.of(channel, after));
    }

    /** A post with more than a body: title, urgency, replyTo, audience, validUntil. */
    public Answer write(UUID channel, Map<String, Object> post) {
        Map<String, Object> complete = new LinkedHashMap<>(Map.of("key", newKey()));
        complete.putAll(post);
        return api.post(of(channel) + "/posts", complete);
    }

    private static String of(UUID channel) {
        return "/api/v1/channels/" + channel;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
