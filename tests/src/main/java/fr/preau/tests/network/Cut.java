package fr.preau.tests.network;

/** How a connection is cut: RST (a router that restarts) or FIN (a proxy that is done with it). */
public enum Cut {
    RST,
    FIN
}
