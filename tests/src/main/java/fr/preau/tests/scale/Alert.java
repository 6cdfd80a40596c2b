package fr.preau.tests.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A safety alert to everybody at once, by every route. Each territory's hub plans its own people; the largest one is the last.
 * Whoever holds a stream has it at once. Of those who are reached by several routes the first one counts.
 */
final class Alert {
    private static final int SECONDS = 4 * 3_600;

    private final List<Curve> curves;
    private final double mostHellos;

    private Alert(List<Curve> curves, double mostHellos) {
        this.curves = curves;
        this.mostHellos = mostHellos;
    }

    /**
     * @param hubs with a database and planner each
     * @param textsFirst whether text messages of those who have no push leave before the others'
     */
    static Alert of(Country country, double hubs, double nodes, double doors, boolean textsFirst, long seed) {
        Inputs in = country.in();
        Random random = new Random(seed);
        double people = in.of("guardians");
        double live = in.of("connectedShare");
        double push = in.of("pushShare");
        double sms = in.of("smsShare");
        double mail = in.of("emailShare");
        double alone = 1 - push; // who hears by SMS or e-mail first
        Line planned = new Line(hubs * in.of("planPerSecond"), random);
        Line workers = new Line(nodes * in.of("sentPerSecond") * in.of("coresPerNode") / 2, random);
        Line pushes = new Line(in.of("pushRate"), random);
        Line mails = new Line(in.of("emailRate"), random);
        Line texts = new Line(in.of("smsRate"), random);
        Line hellos =
                new Line(doors * in.of("coresPerNode") * in.of("useOfCores") * 1e6 / in.of("helloMicros"), random);
        double routes = push + mail + sms;
        double toPlan = people;
        double thinking = 0;
        List<Double> reached = new ArrayList<>();
        for (int second = 0; second < SECONDS; second++) {
            double plans = planned.second(second == 0 ? toPlan : 0);
            double sent = workers.second(plans * routes);
            double woken = pushes.second(sent * push / routes);
            mails.second(sent * mail / routes);
            texts.second(sent * sms / routes);
            thinking += woken * in.of("opensAfterPush");
            double come = thinking / in.of("opensAfterAlertSeconds");
            thinking -= come;
            hellos.second(come);
            double byPush = done(pushes, people * push);
            double byText = textsFirst
                    ? Math.min(1, texts.served().getLast() / (people * sms * alone))
                    : done(texts, people * sms);
            double byMail = done(mails, people * mail);
            double others = 1 - (1 - sms * byText) * (1 - mail * byMail);
            double share = live + (1 - live) * (push * (byPush + (1 - byPush) * others) + alone * others);
            reached.add(people * share);
        }
        List<Curve> curves = List.of(
                new Curve("told by push", pushes.served(), pushes.served().getLast()),
                new Curve("told by e-mail", mails.served(), whole(mails, people * mail)),
                new Curve("told by SMS", texts.served(), whole(texts, people * sms)),
                new Curve("reached by any route", reached, people * (1 - (1 - live) * alone * (1 - sms) * (1 - mail))),
                new Curve("hellos", hellos.served(), hellos.served().getLast()));
        return new Alert(curves, hellos.most());
    }

    private static double done(Line line, double all) {
        return Math.min(1, line.served().getLast() / all);
    }

    private static double whole(Line line, double expected) {
        return line.waiting() > 0 ? expected : line.served().getLast();
    }

    List<Curve> curves() {
        return curves;
    }

    /** Those reached by any route. */
    Curve reached() {
        return curves.get(3);
    }

    double mostHellos() {
        return mostHellos;
    }
}
