package fr.preau.hub.ground;

import fr.preau.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/**
 * The files of one database cluster. It is made beside its final place and moved there when complete, so a start that
 * was cut leaves nothing half made. Its one network role owns the one database and is no superuser; the superuser cannot
 * sign in over the network at all.
 */
record PostgresCluster(Path folder, Secret password) {
    static final String NAME = "preau";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ACCESS = """
            # Written by Préau. Only the hub's own role, only with its password.
            host preau preau 127.0.0.1/32 scram-sha-256
            """;

    /** Makes the cluster in {@code parent} unless it is there (about 0.6 s). */
    static PostgresCluster in(Path parent, PostgresProgram program, Unprivileged unprivileged) {
        Path folder = parent.resolve("cluster");
        try {
            if (!Files.isDirectory(folder)) {
                make(folder, program, unprivileged);
            }
            return new PostgresCluster(folder, password(folder));
        } catch (IOException | UncheckedIOException e) {
            throw new StartFailure("The database folder " + folder + " cannot be made or read: " + e.getMessage(), e);
        }
    }

    /** The password that was made with the cluster; an UncheckedIOException names the file if it cannot be read. */
    static Secret password(Path folder) {
        try {
            return new Secret(Files.readString(passwordFile(folder)).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(passwordFile(folder).toString(), e);
        }
    }

    private static Path passwordFile(Path folder) {
        return folder.resolve("preau.password");
    }

    private static void make(Path folder, PostgresProgram program, Unprivileged unprivileged) throws IOException {
        Path half = folder.resolveSibling("cluster.half");
        Folders.removeTree(half);
        run(
                unprivileged.command(
                        program.initdb(),
                        List.of(
                                "-D" + half,
                                "-Upostgres",
                                "-Areject",
                                "-EUTF8",
                                "--locale=C.UTF-8",
                                "--locale-provider=builtin",
                                "--builtin-locale=C.UTF-8")),
                "");
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        run(unprivileged.command(program.postgres(), List.of("--single", "-D" + half, "template1")), """
                CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
                CREATE DATABASE %1$s OWNER %1$s;
                """.formatted(
                        NAME, password));
        Files.writeString(half.resolve("pg_hba.conf"), ACCESS);
        Folders.writePrivate(passwordFile(half), password + "\n");
        Folders.give(passwordFile(half), Folders.owner(half));
        Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(List<String> command, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        PostgresProcess.cleanEnvironment(builder);
        try {
            Process process = builder.start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0 || words.contains("ERROR:")) { // the single-user mode ends with 0 after an error
                throw new StartFailure("PostgreSQL could not make its files:\n" + words.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted.", e);
        }
    }
}
