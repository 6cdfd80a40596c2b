package fr.preau.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads a YAML file into flat names such as {@code http.port}. Works on nodes rather than on values, so that texts stay
 * as they were written (a telephone number keeps its zero) and each fault has a line.
 */
final class YamlFile {
    private static final LoadSettings SYNTAX = LoadSettings.builder().build();

    private final String file;
    private final Map<String, Entry> entries;
    private final List<Fault> faults;

    private YamlFile(String file, Map<String, Entry> entries, List<Fault> faults) {
        this.file = file;
        this.entries = entries;
        this.faults = faults;
    }

    /** Adds what the file says to the entries and what is wrong with it to the faults. */
    static void read(Path path, Map<String, Entry> entries, List<Fault> faults) {
        String file = path.toString();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
                    .toString();
            read(file, text, entries, faults);
        } catch (NoSuchFileException e) {
            faults.add(new Fault(file, "", "no such file", "the path of a YAML file with the settings"));
        } catch (CharacterCodingException e) {
            faults.add(new Fault(file, "", "bytes that are not UTF-8", "a YAML file in UTF-8"));
        } catch (IOException e) {
            faults.add(new Fault(file, "", "a file that cannot be read: " + e.getMessage(), "a readable YAML file"));
        }
    }

    static void read(String file, String text, Map<String, Entry> entries, List<Fault> faults) {
        try {
            new Compose(SYNTAX).composeString(text).ifPresent(root -> new YamlFile(file, entries, faults).root(root));
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> "line " + (mark.getLine() + 1) + " column " + (mark.getColumn() + 1))
                    .orElse("");
            faults.add(new Fault(file, where, String.valueOf(e.getProblem()).replace('\n', ' '), "well-formed YAML"));
        } catch (YamlEngineException e) {
            faults.add(new Fault(file, "", String.valueOf(e.getMessage()).replace('\n', ' '), "well-formed YAML"));
        }
    }

    private void root(Node root) {
        if (root instanceof MappingNode mapping) {
            section("", mapping);
        } else if (!(root instanceof ScalarNode scalar && scalar.getValue().isBlank())) {
            faults.add(new Fault(file, where(root), "something else", "sections such as \"http:\""));
        }
    }

    private void section(String prefix, MappingNode section) {
        for (NodeTuple pair : section.getValue()) {
            if (pair.getKeyNode() instanceof ScalarNode key) {
                setting(prefix + key.getValue(), pair.getValueNode());
            } else {
                faults.add(new Fault(file, where(pair.getKeyNode()), "a name that is no text", "a setting's name"));
            }
        }
    }

    private void setting(String name, Node value) {
        switch (value) {
            case MappingNode inner -> section(name + ".", inner);
            case SequenceNode items -> list(name, items);
            case ScalarNode scalar -> put(name, Entry.text(where(value), scalar.getValue()));
            default -> faults.add(new Fault(name, where(value), "something else", "a text, a number or a list"));
        }
    }

    private void list(String name, SequenceNode items) {
        List<String> texts = new ArrayList<>();
        for (Node item : items.getValue()) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                faults.add(new Fault(name, where(item), "a list in a list", "a list of texts"));
            }
        }
        put(name, new Entry(where(items), texts, true));
    }

    private void put(String name, Entry entry) {
        Entry earlier = entries.putIfAbsent(name, entry);
        if (earlier != null) {
            faults.add(new Fault(name, entry.where(), "the name a second time", "once; see " + earlier.where()));
        }
    }

    private String where(Node node) {
        return node.getStartMark()
                .map(mark -> file + " line " + (mark.getLine() + 1))
                .orElse(file);
    }
}
