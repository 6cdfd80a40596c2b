package fr.preau.hub.reach;

import fr.preau.channels.template.TemplateBook;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where carriers learn which words a territory chose. */
@FunctionalInterface
public interface Wordings {
    /** The standard words everywhere. */
    Wordings STANDARD = territory -> Future.succeededFuture(TemplateBook.STANDARD);

    /** What holds now; the standard words where {@code territory} is null, as between two people. */
    Future<TemplateBook> of(@Nullable UUID territory);
}
