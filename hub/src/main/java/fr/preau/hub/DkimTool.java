package fr.preau.hub;

import fr.preau.bridge.email.DkimKey;
import fr.preau.config.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints what the DNS must hold so that others believe the hub's e-mail. Makes the key where there is none yet. */
final class DkimTool implements Tool {
    /** RFC 1035, 3.3: one string of a TXT record holds no more; a longer text stands in several. */
    private static final int STRING = 255;

    @Override
    public String usage() {
        return """
                [--config FILE] [--data FOLDER]
                print the DNS records by which receivers check the hub's e-mail: DKIM, SPF and DMARC""";
    }

    @Override
    public int run(List<String> arguments, Console console) {
        Options options = Options.parse(arguments, Console.SETTINGS_OPTIONS, Set.of());
        Settings.Email email = console.settings(options, Map.of()).email();
        Settings.Email.Dkim dkim = email.dkim()
                .orElseThrow(() -> new Stop(
                        Stop.FAILED,
                        "email.dkim.domain is not set, so the hub does not sign: the mail server must, with a record of its"
                                + " own. Set the domain of email.from there to have the hub sign."));
        DkimKey key = key(dkim);
        var out = console.out();
        out.println("; The key that the hub signs with (DKIM, RFC 6376).");
        out.println(record(key.dnsName(), key.dns()));
        out.println(
                "; Who may send in the domain's name (SPF, RFC 7208): keep what stands there already, and see that the mail");
        out.println("; server named by email.host is among it. For one that is also the domain's MX:");
        out.println(record(dkim.domain(), "v=spf1 mx -all"));
        out.println(
                "; What receivers do with mail that neither proves (DMARC, RFC 7489). Begin with p=none and read the reports");
        out.println("; for some weeks, then p=quarantine, then p=reject.");
        out.println(record("_dmarc." + dkim.domain(), "v=DMARC1; p=none; rua=mailto:postmaster@" + dkim.domain()));
        if (email.from().filter(from -> !aligned(from, dkim.domain())).isPresent()) {
            out.println("; Attention: email.from is not of " + dkim.domain()
                    + ", so the signature does not count for DMARC.");
        }
        return Stop.DONE;
    }

    private static DkimKey key(Settings.Email.Dkim dkim) {
        try {
            return DkimKey.open(dkim.keyFile(), dkim.domain(), dkim.selector());
        } catch (IOException e) {
            throw new Stop(
                    Stop.FAILED,
                    "The key that signs e-mail cannot be used: " + e.getMessage()
                            + ". Run this as the user who runs the hub, or mend the file named by email.dkim.keyFile.");
        }
    }

    /** DMARC's relaxed alignment: the same domain, or one below it. */
    private static boolean aligned(String from, String domain) {
        String of = from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
        return of.equalsIgnoreCase(domain) || of.toLowerCase(Locale.ROOT).endsWith("." + domain);
    }

    /** A line of a zone file. */
    static String record(String name, String text) {
        StringBuilder line = new StringBuilder(name).append(". IN TXT");
        for (int from = 0; from < text.length(); from += STRING) {
            line.append(" \"")
                    .append(text, from, Math.min(text.length(), from + STRING))
                    .append('"');
        }
        return line.toString();
    }
}
