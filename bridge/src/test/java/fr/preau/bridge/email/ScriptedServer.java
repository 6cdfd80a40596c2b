package fr.preau.bridge.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An SMTP server that answers as it is told to. An empty answer is silence; {@code cut} closes the connection in its place.
 */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger texts = new AtomicInteger();
    final AtomicInteger envelopes = new AtomicInteger();

    ScriptedServer() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        answers.putAll(Map.of(
                "GREETING", "220 ready",
                "EHLO", "250-here\r\n250-ENHANCEDSTATUSCODES\r\n250 8BITMIME",
                "MAIL", "250 2.1.0 ok",
                "RCPT", "250 2.1.5 ok",
                "DATA", "354 go on",
                "RSET", "250 ok",
                ".", "250 2.0.0 taken",
                "QUIT", "221 bye"));
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** From now on this command (or GREETING, or the final dot) is answered so. */
    ScriptedServer answering(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the end of the test
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = client.getOutputStream();
                Writer writer = new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            boolean open = say(writer, "GREETING");
            boolean text = false;
            String line;
            while (open && (line = in.readLine()) != null) {
                if (text) {
                    if (line.equals(".")) {
                        text = false;
                        texts.incrementAndGet();
                        open = say(writer, ".");
                    }
                    continue;
                }
                String command = line.split("[ :]")[0];
                if (command.equals("MAIL")) {
                    envelopes.incrementAndGet();
                }
                open = say(writer, command);
                text = command.equals("DATA") && answers.get("DATA").startsWith("354");
            }
        } catch (IOException gone) {
            // the client left
        }
    }

    private boolean say(Writer writer, String command) throws IOException {
        String answer = answers.getOrDefault(command, "500 5.5.1 what?");
        if (answer.equals("cut")) {
            return false;
        }
        if (!answer.isEmpty()) {
            writer.write(answer + "\r\n");
            writer.flush();
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
