package fr.preau.hub.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the identity endpoints answer, as openapi.yaml has it. */
final class Answers {
    private Answers() {}

    record Signed(String accessToken, int expiresIn, UUID session, Account account) {}

    record Account(
            UUID id,
            String profile,
            String name,
            String language,
            @Nullable String login) {}

    record Me(Account account, List<Place> places, List<Child> children) {}

    record Place(
            String role,
            String label,
            @Nullable UUID school,
            @Nullable UUID town,
            @Nullable UUID territory) {}

    record Child(
            UUID id,
            String name,

            @com.fasterxml.jackson.annotation.JsonProperty("class") @Nullable
            String className,

            String school,
            String rights) {}

    record SessionList(List<Item> items) {}

    record Item(UUID id, String device, Instant openedAt, Instant lastSeenAt, boolean current) {}

    static Account account(Holder holder) {
        return new Account(
                holder.id().value(), holder.profile().code(), holder.name(), holder.language(), holder.login());
    }

    static Me me(Holder holder, List<MeStore.Post> posts, List<MeStore.Child> children) {
        return new Me(
                account(holder),
                posts.stream()
                        .map(post -> new Place(
                                post.role(),
                                ServiceNames.label(post, holder.language()),
                                post.school(),
                                post.town(),
                                post.territory()))
                        .toList(),
                children.stream()
                        .map(c -> new Child(c.id(), c.name(), c.className(), c.school(), c.rights()))
                        .toList());
    }

    static SessionList sessions(List<Session> open) {
        return new SessionList(open.stream()
                .map(s -> new Item(s.id(), s.device(), s.openedAt(), s.lastSeenAt(), s.current()))
                .toList());
    }
}
