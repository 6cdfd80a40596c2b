package fr.preau.hub.template;

import fr.preau.channels.conversation.Urgency;
import fr.preau.channels.problem.Problem;
import fr.preau.channels.reach.Category;
import fr.preau.channels.reach.SmsSegments;
import fr.preau.channels.reach.SmsWording;
import fr.preau.channels.template.Part;
import fr.preau.channels.template.Template;
import fr.preau.channels.template.TemplateBook;
import fr.preau.channels.template.TemplateFault;
import fr.preau.channels.template.Variable;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.conversation.PostText;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.MailPreview;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A territory's operators read, set, drop and try templates; others are told that there is no such territory. */
final class TemplateRoutes {
    private static final String PATH = "/api/v1/territories/{territory}/templates";
    private static final int LONGEST_TRIAL = 2_000;
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");

    private final Ground ground;
    private final TemplateStore store;
    private final MailPreview mail;
    private final Audit audit;

    TemplateRoutes(Ground ground, TemplateStore store, MailPreview mail, Audit audit) {
        this.ground = ground;
        this.store = store;
        this.mail = mail;
        this.audit = audit;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.signed("listTemplates", HttpMethod.GET, PATH, this::list),
                Endpoint.signed("setTemplate", HttpMethod.PUT, PATH, this::set),
                Endpoint.signed("dropTemplate", HttpMethod.DELETE, PATH, this::drop),
                Endpoint.signed("previewTemplates", HttpMethod.POST, PATH + "/preview", this::preview));
    }

    /** What was chosen. */
    record View(String category, String part, String language, String text, int version, Instant setAt) {}

    /** What may be named where, and how long each part may be. */
    record PartView(String part, int maxChars, List<String> variables) {}

    record All(List<View> templates, List<PartView> parts) {}

    record Wanted(
            @Nullable String category,
            @Nullable String part,
            @Nullable String language,
            @Nullable String text) {}

    /** An invented post, with templates that are not set yet. */
    record Trial(
            @Nullable String category,
            @Nullable String language,
            @Nullable String title,
            @Nullable String text,
            @Nullable String sms,
            @Nullable String subject,
            @Nullable String intro) {}

    record Fault(String part, String fault, int place, String found, List<String> variables) {}

    record SmsView(String text, int segments) {}

    record MailView(String subject, String text, String html) {}

    /** What leaves for a push service: never more than this. */
    record PushView(String category) {}

    record Preview(List<Fault> faults, SmsView sms, MailView email, PushView push) {}

    private Future<Reply> list(Exchange x) {
        return territory(x).compose(store::held).map(TemplateRoutes::all).map(Reply::ok);
    }

    private static All all(List<TemplateStore.Held> held) {
        return new All(
                held.stream()
                        .map(one -> new View(
                                one.key().category(),
                                one.key().part().code(),
                                one.key().language(),
                                one.text(),
                                one.version(),
                                one.setAt()))
                        .toList(),
                Arrays.stream(Part.values())
                        .map(part -> new PartView(part.code(), part.longest(), names(part)))
                        .toList());
    }

    private Future<Reply> set(Exchange x) {
        var wanted = x.body(Wanted.class);
        var key = key(
                Fields.present("category", wanted.category()),
                wanted.part(),
                Fields.present("language", wanted.language()));
        var text = Fields.text("text", wanted.text(), 1, key.part().longest());
        if (Template.read(key.part(), text) instanceof Template.Wrong wrong) {
            throw Refused.field(told(key.part(), wrong.faults().getFirst()));
        }
        return territory(x)
                .compose(territory -> audited(x, territory, key, text).compose(set -> store.held(territory)))
                .map(TemplateRoutes::all)
                .map(Reply::ok);
    }

    /** The place counts characters from 1. */
    private static String told(Part part, TemplateFault fault) {
        return "text: " + fault.kind().name().toLowerCase(Locale.ROOT) + " at " + fault.place()
                + (fault.found().isEmpty() ? "" : " (" + fault.found().replaceAll("\\p{Cntrl}", " ") + ")")
                + "; known: "
                + names(part).stream().map(name -> "{{" + name + "}}").collect(Collectors.joining(" "));
    }

    private Future<Reply> drop(Exchange x) {
        var key = key(x.query("category"), x.query("part"), x.query("language"));
        return territory(x)
                .compose(territory -> audited(x, territory, key, null))
                .map(was -> {
                    if (!was) {
                        throw new Refused(Problem.NOT_FOUND);
                    }
                    return Reply.none();
                });
    }

    /** The change and its audit, which tells which words were changed and not what they say; nothing where nothing changes. */
    private Future<Boolean> audited(Exchange x, UUID territory, TemplateBook.Key key, @Nullable String text) {
        var by = x.caller().account();
        return ground.pool()
                .withTransaction(transaction -> store.set(
                                transaction,
                                territory,
                                key,
                                text,
                                by.value(),
                                ground.clock().instant())
                        .compose(was -> was
                                ? audit.record(
                                                transaction,
                                                Optional.of(by),
                                                text == null ? "template_dropped" : "template_set",
                                                "territory",
                                                territory.toString(),
                                                Map.of(
                                                        "category", key.category(),
                                                        "part", key.part().code(),
                                                        "language", key.language()))
                                        .map(true)
                                : Future.succeededFuture(false)));
    }

    private Future<Reply> preview(Exchange x) {
        var trial = x.body(Trial.class);
        var category = category(trial.category() == null ? "notice" : trial.category());
        var language = language(trial.language() == null ? "fr" : trial.language());
        var title = trial.title() == null ? "Sortie à la ferme jeudi" : Fields.text("title", trial.title(), 0, 120);
        var text = trial.text() == null
                ? "Départ à **8 h 30**. Pensez aux bottes."
                : Fields.text("text", trial.text(), 0, 8_000);
        return territory(x).compose(store::book).map(book -> {
            var tried = new Trying(book, category, language);
            tried.add(Part.SMS, Fields.optional("sms", trial.sms(), 0, LONGEST_TRIAL));
            tried.add(Part.SUBJECT, Fields.optional("subject", trial.subject(), 0, LONGEST_TRIAL));
            tried.add(Part.INTRO, Fields.optional("intro", trial.intro(), 0, LONGEST_TRIAL));
            return Reply.ok(shown(tried, title, text));
        });
    }

    /** The book with the templates of a trial that are right, and the faults of the others. */
    private static final class Trying {
        private TemplateBook book;
        private final Category category;
        private final String language;
        private final List<Fault> faults = new java.util.ArrayList<>();

        Trying(TemplateBook book, Category category, String language) {
            this.book = book;
            this.category = category;
            this.language = language;
        }

        void add(Part part, @Nullable String source) {
            if (source == null) {
                return;
            }
            switch (Template.read(part, source)) {
                case Template.Right right ->
                    book = book.with(new TemplateBook.Key(category.code(), part, language), right.template());
                case Template.Wrong wrong ->
                    wrong.faults()
                            .forEach(fault -> faults.add(new Fault(
                                    part.code(),
                                    fault.kind().name().toLowerCase(Locale.ROOT),
                                    fault.place(),
                                    fault.found(),
                                    names(part))));
            }
        }
    }

    private Preview shown(Trying tried, String title, String text) {
        var place = "École Jean Zay";
        var author = "Mme Martin";
        var link = ground.settings().http().publicUrl().resolve("/c/0?post=1").toString();
        int segments = ground.settings().limits().smsSegments();
        var wording = new SmsWording(
                place,
                Optional.empty(),
                Urgency.ROUTINE,
                title.isBlank() ? Optional.empty() : Optional.of(title),
                PostText.plain(text),
                discreet(tried.category));
        var sms = wording.say(
                tried.language,
                segments,
                link,
                false,
                tried.book.find(tried.category.code(), Part.SMS, tried.language),
                author);
        var seen = mail.show(
                new MailPreview.Sample(tried.book, tried.category, tried.language, place, author, title, text));
        return new Preview(
                List.copyOf(tried.faults),
                new SmsView(sms, SmsSegments.of(sms).segments()),
                new MailView(seen.subject(), seen.text(), seen.html()),
                new PushView(tried.category.code()));
    }

    private static boolean discreet(Category category) {
        return switch (category) {
            case LIAISON, DIRECT, STAFF, INSPECTION -> true;
            default -> false;
        };
    }

    private Future<UUID> territory(Exchange x) {
        var territory = x.id("territory");
        return store.isOperator(x.caller().account().value(), territory).map(is -> {
            if (!is) {
                throw new Refused(Problem.NOT_FOUND);
            }
            return territory;
        });
    }

    private static TemplateBook.Key key(@Nullable String category, @Nullable String part, @Nullable String language) {
        return new TemplateBook.Key(
                category == null || category.equals(TemplateBook.ALL)
                        ? TemplateBook.ALL
                        : category(category).code(),
                Part.of(Fields.present("part", part)).orElseThrow(() -> Refused.field("part")),
                language(language == null ? "fr" : language));
    }

    private static Category category(String code) {
        return Arrays.stream(Category.values())
                .filter(known -> known.code().equals(code))
                .findFirst()
                .orElseThrow(() -> Refused.field("category"));
    }

    private static String language(String code) {
        return Fields.matching("language", code, LANGUAGE);
    }

    private static List<String> names(Part part) {
        return part.variables().stream().map(Variable::code).toList();
    }
}
