package fr.preau.tests.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * On what something was measured; nothing that tells which machine it is.
 *
 * @param processor the kind, as the kernel names it
 * @param memoryGiB rounded
 * @param system operating system and version of the kernel
 * @param java version and maker of the JDK
 */
public record Machine(String processor, int cores, int memoryGiB, String system, String java) {

    /** This one; {@code unknown} where the system does not say. */
    public static Machine here() {
        return new Machine(
                line("/proc/cpuinfo", "model name", Machine::afterColon),
                Runtime.getRuntime().availableProcessors(),
                Math.round(kibibytes() / (1024f * 1024f)),
                line("/etc/os-release", "PRETTY_NAME", line -> line.replaceAll("^.*=|\"", "")) + ", "
                        + System.getProperty("os.name") + " "
                        + System.getProperty("os.version").replaceAll("-.*", ""),
                System.getProperty("java.vm.vendor") + " " + Runtime.version());
    }

    private static long kibibytes() {
        String digits = line("/proc/meminfo", "MemTotal", Machine::afterColon).replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }

    private static String afterColon(String line) {
        return line.replaceAll("^.*?:", "").strip();
    }

    private static String line(String file, String beginning, UnaryOperator<String> part) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(beginning))
                    .findFirst()
                    .map(part)
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown"; // another system than Linux
        }
    }
}
