package fr.preau.hub;

import fr.preau.hub.ground.StartFailure;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program: one subcommand a call. Exit codes: 0 done, 1 failed, 2 wrong arguments or settings. */
public final class Main {
    private static final Map<String, Tool> TOOLS = tools();

    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), new Console(System.getenv(), out, err)));
    }

    static int run(List<String> arguments, Console console) {
        if (arguments.isEmpty() || List.of("help", "--help", "-h").contains(arguments.getFirst())) {
            console.out().print(usage());
            return arguments.isEmpty() ? Stop.WRONG_USAGE : Stop.DONE;
        }
        Tool tool = TOOLS.get(arguments.getFirst());
        if (tool == null) {
            console.err().print("There is no command \"" + arguments.getFirst() + "\".\n" + usage());
            return Stop.WRONG_USAGE;
        }
        return run(arguments.getFirst(), tool, arguments.subList(1, arguments.size()), console);
    }

    private static int run(String name, Tool tool, List<String> arguments, Console console) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            console.out().print(usage(name, tool));
            return Stop.DONE;
        }
        try {
            return tool.run(arguments, console);
        } catch (Stop stop) {
            console.err().println(stop.getMessage());
            return stop.code();
        } catch (StartFailure failure) {
            console.err().println(failure.getMessage());
            return Stop.FAILED;
        }
    }

    private static Map<String, Tool> tools() {
        Map<String, Tool> tools = new LinkedHashMap<>();
        tools.put("run", new RunTool());
        tools.put("demo", new DemoTool());
        tools.put("cluster", new ClusterTool());
        tools.put("school", new SchoolTool());
        tools.put("import", new ImportTool());
        tools.put("codes", new CodesTool());
        tools.put("redrive", new RedriveTool());
        tools.put("dkim", new DkimTool());
        return tools;
    }

    private static String usage() {
        List<String> texts = new ArrayList<>();
        TOOLS.forEach((name, tool) -> texts.add(usage(name, tool)));
        return "Usage:\n" + String.join("", texts);
    }

    private static String usage(String name, Tool tool) {
        return "  " + name + " " + tool.usage().replace("\n", "\n      ") + "\n";
    }
}
