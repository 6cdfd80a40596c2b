package fr.preau.tests.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** nginx with nchan, its own process and configuration: a message is published by HTTP and kept nowhere. */
final class Nchan implements Contender {
    private static final Path MODULE = Path.of("/usr/share/nginx/modules/ngx_nchan_module.so");
    private static final int STARTING_MILLIS = 5_000;
    private static final String CONFIGURATION = """
            daemon off;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            load_module %2$s;
            user %3$s;
            worker_processes auto;
            worker_rlimit_nofile 20000;
            events { worker_connections 19000; }
            http {
              access_log off;
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              nchan_max_reserved_memory 64M;
              server {
                listen 127.0.0.1:%4$d backlog=4096;
                location = / { nchan_subscriber websocket; nchan_channel_id all; nchan_subscriber_first_message newest; }
                location = /publish { nchan_publisher http; nchan_channel_id all; nchan_store_messages off; }
              }
            }
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final String message;

    private Nchan(Process process, int port, int bytes) {
        this.process = process;
        this.port = port;
        this.message = "x".repeat(bytes);
    }

    static Nchan start(Path folder, int bytes) throws IOException, References.Missing {
        if (!Files.exists(MODULE)) {
            throw new References.Missing("there is no " + MODULE + " (Debian: nginx, libnginx-mod-nchan)");
        }
        Path own = Files.createDirectories(folder.resolve("nchan"));
        int port = Children.freePort();
        Path file = own.resolve("nginx.conf");
        Files.writeString(file, CONFIGURATION.formatted(own, MODULE, System.getProperty("user.name"), port));
        Process process;
        try {
            process = new ProcessBuilder("nginx", "-c", file.toString(), "-p", own.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(own.resolve("out.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new References.Missing("there is no nginx here");
        }
        Nchan nchan = new Nchan(process, port, bytes);
        for (int waited = 0; !nchan.answers(); waited += 20) {
            if (waited > STARTING_MILLIS || !process.isAlive()) {
                nchan.close();
                throw new References.Missing("nginx did not start: " + Files.readString(own.resolve("out.log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return nchan;
    }

    private boolean answers() {
        try {
            publish().join();
            return true;
        } catch (CompletionException e) {
            return false; // not listening yet
        }
    }

    private CompletableFuture<HttpResponse<Void>> publish() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/publish"))
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    @Override
    public String name() {
        return References.NCHAN;
    }

    @Override
    public List<Node> nodes() {
        List<Long> processes = new ArrayList<>(List.of(process.pid()));
        process.descendants().forEach(worker -> processes.add(worker.pid()));
        return List.of(new Node(port, processes));
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public void broadcast(int messages) throws IOException {
        List<CompletableFuture<HttpResponse<Void>>> sent = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            sent.add(publish());
        }
        try {
            sent.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
