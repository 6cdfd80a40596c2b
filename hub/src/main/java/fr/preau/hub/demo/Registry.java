package fr.preau.hub.demo;

import fr.preau.channels.identity.Logins;
import fr.preau.hub.demo.Census.Account;
import fr.preau.hub.demo.Census.Home;
import fr.preau.hub.demo.Census.Person;
import fr.preau.hub.demo.Census.Town;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Enters people and their accounts into the census, with telephone numbers that ARCEP keeps free for fiction. */
final class Registry {
    private static final int NUMBERS = 10_000; // 06 39 98 00 00 to 06 39 98 99 99

    private final Census census;
    private final Chance chance;
    private final Logins logins = new Logins(Set.of());
    private int mobiles;
    private int landlines;

    Registry(Census census, Chance chance) {
        this.census = census;
        this.chance = chance;
    }

    /** How a grown-up can be reached. */
    enum Reach {
        /** Uses the app, and has a telephone while there are numbers left. */
        APP,
        /** No app, but a mobile telephone. */
        MOBILE,
        /** Neither, only a telephone at home. */
        LANDLINE
    }

    Person child(boolean girl, String family, LocalDate birth, Home home) {
        String given = chance.oneOf(girl ? Names.GIRLS : Names.BOYS);
        return enter(new Person(chance.id(), null, family, null, given, birth, null, null, home, "fr"));
    }

    Person adult(boolean woman, String family, @Nullable String usage, @Nullable Home home, Reach reach) {
        String given = chance.oneOf(woman ? Names.WOMEN : Names.MEN);
        String mobile = reach == Reach.LANDLINE ? null : nextMobile(reach);
        String landline = reach == Reach.LANDLINE ? "+3346571%04d".formatted(landlines++ % NUMBERS) : null;
        String language = home != null && chance.percent(2) ? "en" : "fr";
        String civility = woman ? "Mme" : "M.";
        return enter(new Person(chance.id(), civility, family, usage, given, null, mobile, landline, home, language));
    }

    Person worker() {
        return adult(chance.percent(75), chance.oneOf(Names.FAMILIES), null, null, Reach.APP);
    }

    Account account(Person person, String profile, boolean activated) {
        String login = logins.make(person.given(), person.calledName());
        Account account = new Account(chance.id(), person, profile, login, activated);
        census.accounts.add(account);
        return account;
    }

    Home home(Town town) {
        return new Home((1 + chance.below(90)) + " " + chance.oneOf(Names.STREETS), town);
    }

    /** People without the app come first: in a large town the numbers do not suffice for all. */
    private @Nullable String nextMobile(Reach reach) {
        boolean kept = reach == Reach.APP && mobiles >= NUMBERS / 5;
        return kept || mobiles >= NUMBERS ? null : "+3363998%04d".formatted(mobiles++);
    }

    private Person enter(Person person) {
        census.people.add(person);
        return person;
    }
}
