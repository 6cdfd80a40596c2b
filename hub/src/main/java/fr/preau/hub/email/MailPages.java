package fr.preau.hub.email;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** Makes both texts of an e-mail from templates that were compiled with the hub. */
final class MailPages {
    private static final String LETTER = "letter.jte";

    private final TemplateEngine html = engine(ContentType.Html, "html");
    private final TemplateEngine text = engine(ContentType.Plain, "text");

    private static TemplateEngine engine(ContentType type, String folder) {
        var engine = TemplateEngine.createPrecompiled(
                null, type, MailPages.class.getClassLoader(), MailPages.class.getPackageName() + "." + folder);
        // Only text mode has lines that mean something; there a line of control words must leave no empty line.
        engine.setTrimControlStructures(true);
        return engine;
    }

    String html(MailPage page) {
        return render(html, page);
    }

    String text(MailPage page) {
        return render(text, page);
    }

    private static String render(TemplateEngine engine, MailPage page) {
        var output = new StringOutput();
        engine.render(LETTER, Map.of("page", page), output);
        return output.toString();
    }
}
