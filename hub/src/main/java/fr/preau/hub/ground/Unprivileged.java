package fr.preau.hub.ground;

import fr.preau.hub.ground.Folders.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How PostgreSQL, which refuses to run as root, is started. Every way ends in {@code setpriv --pdeathsig INT}, so that
 * the kernel stops PostgreSQL when the thread that started it ends, even by kill -9; and in a session of its own, so
 * that Ctrl-C in a terminal reaches the hub alone, which then stops PostgreSQL last.
 *
 * <ul>
 *   <li>An ordinary user: as that user.
 *   <li>Root, folder of root: in a user namespace, where the process is nobody but files of root are its own.
 *   <li>Root, folder of another user: as that user.
 *   <li>Root where the kernel refuses namespaces: the folder is given to nobody, which is then the case above.
 * </ul>
 */
record Unprivileged(List<String> prefix) {
    private static final Logger LOG = LoggerFactory.getLogger(Unprivileged.class);
    private static final Owner NOBODY = new Owner(65_534, 65_534);
    private static final List<String> TIED = List.of("setpriv", "--pdeathsig", "INT");

    /**
     * Finds the way that works here by trying it.
     *
     * @param folder where programs and data of PostgreSQL lie
     * @param postgres the program to try
     */
    static Unprivileged in(Path folder, Path postgres) {
        try {
            if (Folders.owner(Path.of("/proc/self")).user() != 0) {
                return sure(postgres, TIED);
            }
            Owner owner = Folders.owner(folder);
            if (owner.user() != 0) {
                return sure(postgres, as(owner));
            }
            List<String> namespace = join(List.of("unshare", "-U", "--"), TIED);
            Trial trial = Trial.of(postgres, namespace);
            if (trial.works()) {
                return new Unprivileged(session(namespace));
            }
            LOG.info("No user namespace here ({}), so {} is given to user nobody", trial.words(), folder);
            Folders.give(folder, NOBODY);
            return sure(postgres, as(NOBODY));
        } catch (IOException e) {
            throw new StartFailure("The owner of " + folder + " cannot be found or changed: " + e.getMessage(), e);
        }
    }

    List<String> command(Path program, List<String> arguments) {
        return join(join(prefix, List.of(program.toString())), arguments);
    }

    private static Unprivileged sure(Path postgres, List<String> way) {
        Trial trial = Trial.of(postgres, way);
        if (!trial.works()) {
            throw new StartFailure("PostgreSQL cannot be started by \"" + String.join(" ", way) + "\": " + trial.words()
                    + ". The programs setpriv, setsid and unshare (package util-linux) must be there, and the user must"
                    + " reach the data folder. Else set database.mode to external.");
        }
        return new Unprivileged(session(way));
    }

    private static List<String> as(Owner owner) {
        List<String> user =
                List.of("setpriv", "--reuid", "" + owner.user(), "--regid", "" + owner.group(), "--clear-groups", "--");
        return join(user, TIED);
    }

    private static List<String> session(List<String> way) {
        return join(List.of("setsid", "--"), way);
    }

    private static List<String> join(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** What became of asking PostgreSQL for its version. */
    private record Trial(boolean works, String words) {
        static Trial of(Path postgres, List<String> way) {
            List<String> command = new ArrayList<>(session(way));
            command.addAll(List.of(postgres.toString(), "--version"));
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                process.getOutputStream().close();
                String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                return new Trial(process.waitFor() == 0, words);
            } catch (IOException e) {
                return new Trial(false, String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailure("The start was interrupted.", e);
            }
        }
    }
}
