package fr.preau.hub;

import java.util.List;

/** One subcommand of the program. */
public interface Tool {
    /** How it is called: the arguments after its name, and in a second line what it does. */
    String usage();

    /**
     * Does the work and waits for its end.
     *
     * @param arguments what stood after the subcommand's name
     * @param console where words go to and settings come from
     * @return the exit code: {@link Stop#DONE}, {@link Stop#FAILED}
     * @throws Stop to end with a sentence
     */
    int run(List<String> arguments, Console console);
}
