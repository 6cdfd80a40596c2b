package fr.preau.hub.demo;

import fr.preau.hub.demo.Census.Account;
import fr.preau.hub.demo.Census.Assignment;
import fr.preau.hub.demo.Census.Pupil;
import fr.preau.hub.demo.Census.School;
import fr.preau.hub.demo.Census.SchoolClass;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the people of the town wrote in the last weeks, on school days and in a sensible order. */
final class Chronicle {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final int SCHOOLS = 6; // in a large town the others keep silent
    private static final List<Template> TEMPLATES =
            Names.lines("posts.txt").stream().map(Template::read).toList();

    private final Roles roles;
    private final Census census;
    private final Chance chance;
    private final LocalDate today;
    private final List<Written> posts = new ArrayList<>();

    Chronicle(Census census, Chance chance, Instant now) {
        this.census = census;
        this.roles = new Roles(census, chance);
        this.chance = chance;
        this.today = LocalDate.ofInstant(now, ZONE);
    }

    private record Template(
            String kind, String who, int daysAgo, @Nullable String title, String text) {
        static Template read(String line) {
            String[] cells = line.split("\\|", 5);
            String title = cells[3].isEmpty() ? null : cells[3];
            return new Template(cells[0], cells[1], Integer.parseInt(cells[2]), title, cells[4].replace("\\n", "\n"));
        }
    }

    /**
     * A post of a channel.
     *
     * @param ref the class, child, school, district, town, or one of the two accounts
     * @param other the second account of a direct channel
     */
    record Written(
            UUID id,
            String kind,
            UUID ref,
            @Nullable UUID other,
            @Nullable String service,
            Account author,
            @Nullable String title,
            String body,
            Instant at) {}

    List<Written> write() {
        census.classes.stream()
                .filter(c -> census.schools.indexOf(c.school()) < SCHOOLS)
                .forEach(this::ofClass);
        census.schools.stream().limit(SCHOOLS).forEach(this::ofSchool);
        channel("inspection", census.district, null, null, "", "", who -> roles.first("inspector", a -> true));
        census.towns.forEach(town -> List.of("canteen", "transport", "care", "early_childhood")
                .forEach(service -> channel(
                        "town_bulletin",
                        town.id(),
                        null,
                        service,
                        "",
                        "",
                        who -> who.equals("officer:" + service)
                                ? roles.first("officer", a -> town.equals(a.town()) && service.equals(a.service()))
                                : Optional.empty())));
        return posts;
    }

    private void ofClass(SchoolClass c) {
        channel(
                "class_families",
                c.id(),
                null,
                null,
                "",
                c.name(),
                who -> who.equals("teacher") ? teacher(c) : roles.anyGuardian(c));
        if (c.reads()) {
            channel(
                    "class_pupils",
                    c.id(),
                    null,
                    null,
                    "",
                    c.name(),
                    who -> who.equals("teacher") ? teacher(c) : roles.anyPupil(c));
        }
        for (Pupil pupil : roles.pupils(c)) {
            Optional<Account> parent = roles.parent(pupil);
            if (parent.isPresent() && chance.percent(15)) {
                talk("liaison", pupil, pupil.person().id(), null, c, parent);
            } else if (parent.isPresent() && chance.percent(2)) {
                UUID teacher = teacher(c).orElseThrow().id();
                talk("direct", pupil, parent.get().id(), teacher, c, parent);
            }
        }
    }

    private void talk(
            String kind, Pupil pupil, UUID ref, @Nullable UUID other, SchoolClass c, Optional<Account> parent) {
        channel(
                kind,
                ref,
                other,
                null,
                pupil.person().given(),
                c.name(),
                who -> who.equals("teacher") ? teacher(c) : parent);
    }

    private void ofSchool(School school) {
        for (String kind : List.of("staff_room", "school_notice")) {
            channel(kind, school.id(), null, null, "", "", who -> roles.first(who, a -> school.equals(a.school())));
        }
    }

    private Optional<Account> teacher(SchoolClass c) {
        return roles.first("teacher", (Assignment a) -> c.equals(a.schoolClass()));
    }

    private interface Cast {
        Optional<Account> play(String who);
    }

    private void channel(
            String kind,
            UUID ref,
            @Nullable UUID other,
            @Nullable String service,
            String child,
            String className,
            Cast cast) {
        Instant last = Instant.MIN;
        for (Template template : TEMPLATES) {
            Optional<Account> author = template.kind().equals(kind) ? cast.play(template.who()) : Optional.empty();
            if (author.isPresent()) {
                Instant earliest =
                        last.equals(Instant.MIN) ? last : last.plus(Duration.ofMinutes(5 + chance.below(50)));
                Instant at = day(template.daysAgo());
                last = at.isAfter(earliest) ? at : earliest;
                String body = template.text().replace("{child}", child).replace("{class}", className);
                posts.add(new Written(
                        chance.id(), kind, ref, other, service, author.get(), template.title(), body, last));
            }
        }
    }

    /** During that day, or the school day before it. */
    private Instant day(int ago) {
        LocalDate day = today.minusDays(ago);
        while (day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            day = day.minusDays(1);
        }
        return day.atTime(8, 15).plusMinutes(chance.below(480)).atZone(ZONE).toInstant();
    }
}
