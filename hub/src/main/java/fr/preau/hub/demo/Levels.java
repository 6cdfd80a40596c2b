package fr.preau.hub.demo;

import java.util.List;

/** The years of school, from the age of three. */
final class Levels {
    static final List<String> NAMES = List.of("PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2");
    static final int CP = 3;
    static final int CE1 = 4;

    private Levels() {}
}
