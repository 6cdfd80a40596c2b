package fr.preau.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A program that makes load, in a process of its own, spoken to line by line. */
final class LoadProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private LoadProcess(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.in = process.outputWriter();
    }

    static LoadProcess start(Class<?> program, List<String> jvmOptions, List<String> arguments) throws IOException {
        return new LoadProcess(new ProcessBuilder(Children.java(program, jvmOptions, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    void say(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /**
     * The next line, which has to begin with the word.
     *
     * @param late what it means if none comes in time
     */
    String await(String word, long nanos, String late) throws IOException {
        long until = System.nanoTime() + nanos;
        while (!out.ready()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(late);
            }
            if (!process.isAlive() && !out.ready()) {
                throw new IllegalStateException("the load client ended");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        String line = out.readLine();
        if (line == null || !line.startsWith(word)) {
            throw new IllegalStateException("the load client said: " + line);
        }
        return line;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        Children.end(process);
    }
}
