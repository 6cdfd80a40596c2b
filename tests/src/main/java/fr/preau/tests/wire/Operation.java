package fr.preau.tests.wire;

import java.util.List;
import java.util.regex.Pattern;

/**
 * One operation of openapi.yaml.
 *
 * @param id its operationId
 * @param method GET, POST …
 * @param template its path, with names in braces
 * @param signed whether it needs an access token
 * @param access its x-access: actions of the access table, or what stands in their place
 * @param takesBody whether it takes a JSON body
 */
public record Operation(
        String id, String method, String template, boolean signed, List<String> access, boolean takesBody) {
    public Operation {
        access = List.copyOf(access);
    }

    boolean answers(String otherMethod, String path) {
        return method.equals(otherMethod) && pattern().matcher(path).matches();
    }

    /** More literal paths win: {@code /channels/direct} over {@code /channels/{channel}}. */
    int variables() {
        return template.length() - template.replace("{", "").length();
    }

    /** The path with every variable replaced by the same value. */
    public String pathWith(String value) {
        return template.replaceAll("\\{\\w+}", value);
    }

    private Pattern pattern() {
        return Pattern.compile(template.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"));
    }
}
