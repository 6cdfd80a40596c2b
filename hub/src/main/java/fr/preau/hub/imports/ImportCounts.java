package fr.preau.hub.imports;

import fr.preau.channels.roll.Changes;
import fr.preau.channels.roll.RollPlan;
import io.vertx.core.json.JsonObject;

/** How many of each an import brings, changes and ends. */
final class ImportCounts {
    private ImportCounts() {}

    static JsonObject of(RollPlan plan) {
        return new JsonObject()
                .put("pupils", of(plan.pupils()).put("total", plan.pupilRows()))
                .put(
                        "classes",
                        new JsonObject()
                                .put("total", plan.classes().all().size())
                                .put("new", plan.classes().added().size())
                                .put("gone", plan.classes().gone().size()))
                .put(
                        "guardians",
                        of(plan.guardians())
                                .put("rows", plan.guardianRows())
                                .put("links", plan.links().named())
                                .put("newLinks", plan.links().added().size())
                                .put("goneLinks", plan.links().gone().size()))
                .put("teachers", of(plan.teachers()).put("total", plan.teacherRows()));
    }

    private static JsonObject of(Changes<?> changes) {
        return new JsonObject()
                .put("new", changes.added().size())
                .put("returned", changes.returned().size())
                .put("changed", changes.changed().size())
                .put("gone", changes.gone().size())
                .put("unchanged", changes.unchanged().size())
                .put("held", changes.held().size());
    }
}
