package fr.preau.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A server to compare with, in processes of its own, each of which says {@code ready} when it listens and sends its
 * message as often as bytes come together on its control port.
 */
final class Reference implements Contender {
    private record Part(Node node, Process process, Socket control) {}

    /** Has a process give back the memory that it does not need. */
    interface Collecting {
        void collect(long pid) throws IOException;
    }

    private final String name;
    private final Collecting collecting;
    private final List<Part> parts = new ArrayList<>();

    private Reference(String name, Collecting collecting) {
        this.name = name;
        this.collecting = collecting;
    }

    /** @param command the program and its arguments, of its port and its control port */
    static Reference start(
            String name, int nodes, Collecting collecting, BiFunction<Integer, Integer, List<String>> command)
            throws IOException {
        Reference reference = new Reference(name, collecting);
        try {
            for (int i = 0; i < nodes; i++) {
                reference.startPart(command);
            }
            return reference;
        } catch (RuntimeException | IOException e) {
            reference.close();
            throw e;
        }
    }

    private void startPart(BiFunction<Integer, Integer, List<String>> command) throws IOException {
        int port = Children.freePort();
        int controlPort = Children.freePort();
        Process process = new ProcessBuilder(command.apply(port, controlPort))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            if (!"ready".equals(line)) {
                throw new IOException(name + " said: " + line);
            }
            Socket control = new Socket(InetAddress.getLoopbackAddress(), controlPort);
            parts.add(new Part(new Node(port, List.of(process.pid())), process, control));
        } catch (RuntimeException | IOException e) {
            Children.end(process);
            throw e;
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Node> nodes() {
        return parts.stream().map(Part::node).toList();
    }

    @Override
    public String path() {
        return "/";
    }

    @Override
    public void broadcast(int messages) throws IOException {
        byte[] orders = new byte[messages];
        Arrays.fill(orders, (byte) 'B');
        for (Part part : parts) {
            part.control().getOutputStream().write(orders);
        }
    }

    @Override
    public void collect() throws IOException {
        for (Part part : parts) {
            collecting.collect(part.process().pid());
        }
    }

    @Override
    public void close() {
        parts.forEach(part -> Children.end(part.process()));
    }
}
