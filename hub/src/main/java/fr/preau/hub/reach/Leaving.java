package fr.preau.hub.reach;

import fr.preau.channels.pause.OwnHours;
import fr.preau.channels.pause.Window;
import fr.preau.channels.people.Profile;
import fr.preau.channels.reach.Notice;
import fr.preau.channels.reach.PauseBook;
import fr.preau.hub.reach.NoticeStore.Timed;
import fr.preau.hub.reach.PlanStore.Post;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** When the notices of one post may leave, by the pause of those who are told. */
final class Leaving {
    private static final Duration MORNING = Duration.ofHours(2);
    private static final Duration DIGEST_AGE = Duration.ofDays(7);

    private final PauseBook book;
    private final Post post;
    private final Map<UUID, Addressee> people;
    private final Duration longest;

    /**
     * @param people all who may be told
     * @param longest how long a notice may wait for a provider before it misleads more than it tells
     */
    Leaving(PauseBook book, Post post, List<Addressee> people, Duration longest) {
        this.book = book;
        this.post = post;
        this.people =
                people.stream().collect(Collectors.toMap(Addressee::account, Function.identity(), (one, same) -> one));
        this.longest = longest;
    }

    /** A notice that is ready at {@code now}, with its moments; a digest waits for its hour. */
    Timed timed(Notice notice, Instant now) {
        var to = to(notice);
        boolean digest = notice.step().digest();
        var slot = digest ? book.digest(now, to, first(notice).digestHour()) : book.slot(now, to);
        return new Timed(
                notice, now, slot.opens(), slot.closes(), digest ? slot.opens().plus(DIGEST_AGE) : deadline(slot, to));
    }

    /** A safety alert leaves at once, whatever the pause. */
    Timed atOnce(Notice notice, Instant now) {
        return new Timed(notice, now, now, Window.NEVER, now.plus(longest));
    }

    /** The next stage counts from when this one may leave, and waits for the end of the pause itself. */
    Instant nextAt(Instant now, Duration wait) {
        var to = addressee(post.category().amongStaff() ? Profile.TEACHER : Profile.GUARDIAN, "", List.of());
        return book.opensAt(book.opensAt(now, to).plus(wait), to);
    }

    /** When it is too late; not in the pause, when nothing could leave. */
    private Instant deadline(Window slot, PauseBook.Addressee to) {
        var late = slot.opens().plus(longest);
        return book.restsAt(late, to) ? book.slot(late, to).opens().plus(MORNING) : late;
    }

    private PauseBook.Addressee to(Notice notice) {
        List<OwnHours> own = notice.readers().stream()
                .map(reader -> Optional.ofNullable(people.get(reader.account())).flatMap(Addressee::own))
                .flatMap(Optional::stream)
                .toList();
        return addressee(Profile.of(profile(first(notice))), notice.address(), own);
    }

    private PauseBook.Addressee addressee(Profile profile, String address, List<OwnHours> own) {
        return new PauseBook.Addressee(post.territory(), post.school(), profile, post.category(), address, own);
    }

    private Addressee first(Notice notice) {
        var known = people.get(notice.recipient().account());
        if (known == null) {
            throw new IllegalStateException("a notice to somebody who is not in the audience");
        }
        return known;
    }

    private static String profile(Addressee to) {
        return switch (to.standing()) {
            case GUARDIAN, INFORMED, CARER -> Profile.GUARDIAN.code();
            case PUPIL, TEACHER, HEAD, STAFF, INSPECTOR, OFFICER, OPERATOR ->
                to.standing().code();
        };
    }
}
