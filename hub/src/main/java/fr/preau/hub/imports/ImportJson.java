package fr.preau.hub.imports;

import fr.preau.bridge.onde.OndeFault;
import fr.preau.bridge.onde.OndeNote;
import fr.preau.channels.roll.Changes;
import fr.preau.channels.roll.Doubt;
import fr.preau.channels.roll.Known;
import fr.preau.channels.roll.PersonName;
import fr.preau.channels.roll.RollFile;
import fr.preau.channels.roll.RollPlan;
import fr.preau.channels.roll.UnmatchedChild;
import fr.preau.hub.imports.ImportOutcome.Done;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The outcome of an import for programs: counts, and lists with the numbers of the files' lines. */
public final class ImportJson {
    private final Words words;

    public ImportJson(Words words) {
        this.words = words;
    }

    /** An import that was done or tried. */
    public JsonObject of(Done done) {
        RollPlan plan = done.plan();
        JsonObject json = new JsonObject()
                .put("school", done.school().uai())
                .put("schoolOpen", done.school().open())
                .put("dryRun", !done.applied())
                .put("applied", done.applied())
                .put("changes", !plan.none())
                .put("mapping", done.mapping())
                .mergeIn(ImportCounts.of(plan))
                .put("unmatchedChildren", array(plan.unmatchedChildren(), this::unmatched))
                .put("doubtful", array(plan.doubts(), this::doubt))
                .put(
                        "unknownClasses",
                        array(
                                plan.unknownClasses(),
                                each -> new JsonObject().put("row", each.row()).put("class", each.text())))
                .put("pupilsWithoutGuardian", new JsonArray(plan.withoutGuardian()))
                .put("notes", array(done.notes(), this::note))
                .put("codes", done.codes());
        json.getJsonObject("classes")
                .put("names", new JsonArray(plan.classes().all()))
                .put("newNames", new JsonArray(plan.classes().added()))
                .put("goneNames", new JsonArray(plan.classes().gone()));
        lists(json.getJsonObject("pupils"), plan.pupils(), entry -> entry.name());
        lists(json.getJsonObject("guardians"), plan.guardians(), entry -> entry.name());
        lists(json.getJsonObject("teachers"), plan.teachers(), entry -> entry.name());
        return json;
    }

    /** Exports that cannot be used. */
    public JsonObject of(List<OndeFault> faults) {
        return new JsonObject()
                .put("applied", false)
                .put(
                        "refused",
                        array(
                                faults,
                                fault -> new JsonObject()
                                        .put("file", fault.file())
                                        .put("line", fault.line())
                                        .put("column", fault.column())
                                        .put("code", code(fault.kind()))
                                        .put("reason", new FaultText(words).reason(fault))));
    }

    private static <E> void lists(JsonObject json, Changes<E> changes, Function<E, PersonName> name) {
        json.put(
                "newRows",
                rows(changes.added().stream()
                        .flatMap(each -> each.rows().stream())
                        .toList()));
        json.put(
                "changedRows",
                rows(changes.changed().stream()
                        .flatMap(each -> each.rows().stream())
                        .toList()));
        json.put(
                "returnedRows",
                rows(changes.returned().stream()
                        .flatMap(each -> each.rows().stream())
                        .toList()));
        json.put("heldRows", rows(changes.held()));
        json.put("goneNames", array(changes.gone(), each -> shown(each, name)));
    }

    static <E> String shown(Known<E> known, Function<E, PersonName> name) {
        PersonName each = name.apply(known.entry());
        return each.family() + " " + each.first();
    }

    private static JsonArray rows(List<Integer> rows) {
        return new JsonArray(rows.stream().sorted().toList());
    }

    private JsonObject unmatched(UnmatchedChild each) {
        return new JsonObject()
                .put("row", each.row())
                .put("child", each.child().shown())
                .put("code", code(each.reason()))
                .put("reason", words.text("child." + each.reason()))
                .put("candidates", new JsonArray(each.candidates()));
    }

    private JsonObject doubt(Doubt each) {
        return new JsonObject()
                .put("token", each.token())
                .put("file", file(each.file()))
                .put("rows", new JsonArray(each.rows()))
                .put("code", code(each.reason()))
                .put("reason", words.text("reason." + each.reason()))
                .put("names", new JsonArray(each.names()))
                .put("held", each.held());
    }

    private JsonObject note(OndeNote each) {
        return new JsonObject()
                .put("file", each.file())
                .put("row", each.line())
                .put("column", each.heading())
                .put("value", each.value())
                .put("code", code(each.kind()))
                .put("reason", words.text("note." + each.kind()));
    }

    private static String file(RollFile file) {
        return file.name().toLowerCase(Locale.ROOT);
    }

    private static String code(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <T> JsonArray array(List<T> items, Function<T, Object> json) {
        return new JsonArray(items.stream().map(json).toList());
    }
}
