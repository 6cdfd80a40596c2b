package fr.preau.tests.network;

/** One of the two ways of a connection. */
public enum Way {
    TO_HUB,
    TO_CLIENT
}
