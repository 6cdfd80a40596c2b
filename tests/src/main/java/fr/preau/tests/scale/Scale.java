package fr.preau.tests.scale;

import fr.preau.tests.Repository;
import fr.preau.tests.measure.Case;
import fr.preau.tests.measure.Options;
import fr.preau.tests.measure.Table;
import fr.preau.tests.measure.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes the tables and plots of docs/scale.md anew from docs/scale/inputs.csv; the same in gives the same out. */
public final class Scale implements Case {
    @Override
    public String about() {
        return "the tables and plots of docs/scale.md, from docs/scale/inputs.csv";
    }

    @Override
    public Verdict run(Options options, Table out) throws Exception {
        options.only();
        Path page = Repository.root().resolve("docs/scale.md");
        Path folder = Repository.root().resolve(ScalePage.FOLDER);
        ScalePage made = new ScalePage(Inputs.read(folder.resolve("inputs.csv")));
        Files.writeString(page, made.page(Repository.text(page)));
        for (Map.Entry<String, String> plot : made.plots().entrySet()) {
            Files.writeString(folder.resolve(plot.getKey()), plot.getValue());
        }
        out.say("docs/scale.md and its plots are made anew.");
        return new Verdict(true, made.figures());
    }
}
