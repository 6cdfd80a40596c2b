package fr.preau.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A server to compare with, in a process of its own, that says {@code ready} when it listens and sends its message when
 * a byte comes on its control port.
 */
final class Reference implements Contender {
    private final String name;
    private final String path;
    private final int port;
    private final Process process;
    private final Socket control;
    private final OutputStream orders;

    private Reference(String name, String path, int port, Process process, Socket control) throws IOException {
        this.name = name;
        this.path = path;
        this.port = port;
        this.process = process;
        this.control = control;
        this.orders = control.getOutputStream();
    }

    /** @param command the program and its arguments, of its port and its control port */
    static Reference start(String name, String path, BiFunction<Integer, Integer, List<String>> command)
            throws IOException {
        int port = Children.freePort();
        int controlPort = Children.freePort();
        Process process = new ProcessBuilder(command.apply(port, controlPort))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            BufferedReader out = process.inputReader();
            String line = out.readLine();
            if (!"ready".equals(line)) {
                throw new IllegalStateException(name + " said: " + line);
            }
            return new Reference(name, path, port, process, new Socket(InetAddress.getLoopbackAddress(), controlPort));
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
    public int port() {
        return port;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void broadcast() throws IOException {
        orders.write('B');
        orders.flush();
    }

    @Override
    public void close() {
        try {
            control.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Children.end(process);
        }
    }
}
