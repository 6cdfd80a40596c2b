package fr.preau.config;

/**
 * One thing that is wrong in the settings, said so that an operator can mend it.
 *
 * @param name the setting's name, as in {@code http.port}, or the file's name where the file itself cannot be read
 * @param where where the value came from: a file and line, or an environment variable; empty where nothing was given
 * @param found what was found; never the value of a secret
 * @param allowed what would be right
 */
public record Fault(String name, String where, String found, String allowed) {
    /** The fault as one sentence without line breaks. */
    public String sentence() {
        String place = where.isEmpty() ? "" : " (" + where + ")";
        return name + place + ": found " + found + "; allowed: " + allowed;
    }
}
