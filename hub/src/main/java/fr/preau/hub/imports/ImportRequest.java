package fr.preau.hub.imports;

import fr.preau.bridge.onde.Export;
import fr.preau.channels.roll.Verdict;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * An import to do or to try.
 *
 * @param uai the school
 * @param apply whether to do it; otherwise nothing is written
 * @param acceptGone whether it is meant that most pupils go
 * @param decided answers to the doubts of an earlier call, by their token
 * @param codes the file for the activation codes of new accounts; none where they are issued later
 */
public record ImportRequest(
        String uai,
        Export pupils,
        Export guardians,
        Export teachers,
        boolean apply,
        boolean acceptGone,
        Map<String, Verdict> decided,
        Optional<Path> codes) {
    public ImportRequest {
        decided = Map.copyOf(decided);
    }
}
