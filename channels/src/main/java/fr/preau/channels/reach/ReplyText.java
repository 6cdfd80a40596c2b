package fr.preau.channels.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a person wrote in an answer by e-mail: without what the mail program quoted and without signatures, French and
 * English. Where nothing is recognised, all stays: too much is better than a word lost.
 */
public final class ReplyText {
    private static final int MOST_LINES = 2_000;
    private static final int LONGEST_LINE = 2_000;

    /** "Le mar. 24 nov. 2026 à 14:03, École <…> a écrit :", over up to three lines. */
    private static final Pattern WROTE = Pattern.compile(
            "^(?:Le|On|El)\\s.{4,300}?(?:a\\s+écrit|a\\s+ecrit|wrote|escribió)\\s*:\\s*$", Pattern.CASE_INSENSITIVE);

    private static final int WROTE_LINES = 3;

    /** "-----Message d'origine-----", "---------- Forwarded message ---------", Outlook's line. */
    private static final Pattern SEPARATOR = Pattern.compile(
            "^\\s*(?:[-_*]{2,}\\s*(?:message|mail|e-mail|original|forwarded|message transféré|début du message)\\b.*[-_*]{2,}"
                    + "|_{20,}|>?\\s*Message du \\d{1,2}/\\d{1,2}/\\d{2,4}.*|Début du message (?:réexpédié|transféré)\\s*:"
                    + "|Begin forwarded message\\s*:)\\s*$",
            Pattern.CASE_INSENSITIVE);

    /** A line of the header that Outlook, Orange and others put above the quoted text. */
    private static final Pattern HEADER = Pattern.compile(
            "^\\s*\\*?(De|From|Envoyé(?: le)?|Sent|Date|À|A|To|Cc|Copie à|Objet|Subject|Répondre à|Reply-To)\\s*\\*?\\s?:.*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern FROM = Pattern.compile("^\\s*\\*?(De|From)\\s*\\*?\\s?:.*$", Pattern.CASE_INSENSITIVE);
    private static final int HEADER_LINES = 3;

    private static final Pattern SIGNATURE = Pattern.compile("^-- ?$");

    /** What telephones, programs and scanners add below. */
    private static final Pattern ADVERTISING = Pattern.compile(
            "^\\s*(?:(?:Envoyé|Envoye|Sent|Télécharger|Télécharge|Obtenez|Obtenir|Get)\\s+"
                    + "(?:de|depuis|à partir|avec|via|from|with|using|Outlook|l[’']appli)\\b.{0,120}"
                    + "|Envoyé par .{0,40}(?:mobile|smartphone|téléphone).{0,60}"
                    + "|Provenance\\s*:\\s*Courrier.{0,60}"
                    + "|(?:Garanti )?(?:Sans virus|Virus-free|sans virus).{0,80}"
                    + "|\\[?cid:\\S+\\]?|\\[image:[^\\]]*\\])\\s*\\.?\\s*$",
            Pattern.CASE_INSENSITIVE);

    private static final Set<Integer> INVISIBLE = Set.of(0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD);

    private ReplyText() {}

    /** The words of the person alone; empty where there are none. */
    public static String of(String body) {
        var lines = lines(body);
        int end = end(lines);
        var own = new ArrayList<String>();
        for (var line : lines.subList(0, end)) {
            if (!line.stripLeading().startsWith(">")
                    && !ADVERTISING.matcher(line).matches()) {
                own.add(line.stripTrailing());
            }
        }
        return String.join("\n", own).replaceAll("\n{3,}", "\n\n").strip();
    }

    private static List<String> lines(String body) {
        var plain = new StringBuilder(body.length());
        body.codePoints()
                .filter(point -> !INVISIBLE.contains(point))
                .map(point -> point == 0xA0 || point == 0x202F ? ' ' : point)
                .filter(point -> point == '\n' || point == '\r' || point == '\t' || !Character.isISOControl(point))
                .forEach(plain::appendCodePoint);
        return plain.toString()
                .lines()
                .limit(MOST_LINES)
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
                .toList();
    }

    /** The first line that is no longer the person's. */
    private static int end(List<String> lines) {
        for (int at = 0; at < lines.size(); at++) {
            var line = lines.get(at);
            if (SIGNATURE.matcher(line).matches()
                    || SEPARATOR.matcher(line).matches()
                    || isWrote(lines, at)
                    || isHeader(lines, at)) {
                return at;
            }
        }
        return lines.size();
    }

    private static boolean isWrote(List<String> lines, int at) {
        var joined = new StringBuilder();
        for (int next = at; next < Math.min(lines.size(), at + WROTE_LINES); next++) {
            // Orange and some telephones put the mark of a quotation before it.
            joined.append(joined.isEmpty() ? "" : " ")
                    .append(lines.get(next).replaceFirst("^\\s*>?\\s*", "").strip());
            if (joined.length() > 400) {
                return false;
            }
            if (WROTE.matcher(joined).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Three lines of a header, the sender's among them, with at most blank lines between. */
    private static boolean isHeader(List<String> lines, int at) {
        if (!HEADER.matcher(lines.get(at)).matches()) {
            return false;
        }
        int headers = 0;
        boolean from = false;
        for (int next = at; next < Math.min(lines.size(), at + 8); next++) {
            var line = lines.get(next);
            if (HEADER.matcher(line).matches()) {
                headers++;
                from |= FROM.matcher(line).matches();
            } else if (!line.isBlank() && headers > 0 && next > at + headers + 1) {
                break;
            }
        }
        return from && headers >= HEADER_LINES;
    }
}
