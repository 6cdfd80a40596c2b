package fr.preau.tests.scale;

/** How many nodes a country takes, from measured costs, with room for a lost one. */
record Fleet(Country country) {

    double sockets() {
        return country.in().of("guardians") * country.in().of("connectedShare");
    }

    /** Nodes that hold streams: by their sockets, a third of the room left, and two for each hub at least. */
    double doors() {
        double bySockets = Math.ceil(sockets() / (country.in().of("socketsPerNode") * 2 / 3));
        return Math.max(bySockets, 2 * country.in().of("territories"));
    }

    /** Notices a second while the night's ones leave. */
    double morningPerSecond() {
        return country.plansADay()
                * country.in().of("morningShare")
                * country.messages()
                / country.in().of("spreadSeconds");
    }

    /** Nodes that plan and send: by what is due in the morning, and two for each hub at least. */
    double senders() {
        double each = country.in().of("sentPerSecond") * country.in().of("coresPerNode") / 2;
        return Math.max(Math.ceil(morningPerSecond() / each), 2 * country.in().of("territories"));
    }

    /** Cores busy in the morning for planning and sending, databases included. */
    double morningCores() {
        return morningPerSecond()
                * (country.in().of("sentMicros") + country.in().of("planMicros") / country.messages())
                / 1e6;
    }

    /** Memory of all connections, bytes. */
    double memory() {
        return sockets() * country.in().of("connectionBytes");
    }

    /** CPU seconds of one message to everybody who is connected. */
    double broadcastSeconds() {
        return sockets() * country.in().of("streamMicros") / 1e6;
    }
}
