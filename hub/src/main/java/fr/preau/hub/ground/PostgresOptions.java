package fr.preau.hub.ground;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the embedded server is set: durable, on this machine only, its log without personal data, modest in memory. */
final class PostgresOptions {
    private static final List<String> SETTINGS = List.of(
            // Acknowledged is committed, and committed is on the disk.
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            // Reached by the hub alone.
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "max_connections=100",
            // Statements and rows hold names of children, so neither is written to the log.
            "log_min_messages=warning",
            "log_min_error_statement=panic",
            "log_error_verbosity=terse",
            "log_parameter_max_length=0",
            "log_parameter_max_length_on_error=0",
            "log_checkpoints=off",
            "log_line_prefix=",
            // Sized for a town on a small server.
            "shared_buffers=256MB",
            "effective_cache_size=1GB",
            "work_mem=8MB",
            "maintenance_work_mem=128MB",
            "wal_compression=on",
            "max_wal_size=2GB",
            "checkpoint_timeout=15min",
            "random_page_cost=1.1",
            "jit=off",
            "timezone=UTC",
            "log_timezone=UTC");

    private PostgresOptions() {}

    static List<String> of(Path cluster, int port) {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
        for (String setting : SETTINGS) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return arguments;
    }
}
