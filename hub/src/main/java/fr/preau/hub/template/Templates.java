package fr.preau.hub.template;

import fr.preau.channels.template.TemplateBook;
import fr.preau.hub.audit.Audit;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.reach.MailPreview;
import fr.preau.hub.reach.Wordings;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The words that territories chose. */
public final class Templates implements Wordings {
    private final Ground ground;
    private final TemplateStore store;
    private final Audit audit;

    public Templates(Ground ground, Audit audit) {
        this.ground = ground;
        this.audit = audit;
        this.store = new TemplateStore(ground.pool());
    }

    @Override
    public Future<TemplateBook> of(@Nullable UUID territory) {
        return territory == null ? Wordings.STANDARD.of(null) : store.book(territory);
    }

    /** Choosing them, for a territory's operators. */
    public List<Endpoint> endpoints(MailPreview mail) {
        return new TemplateRoutes(ground, store, mail, audit).endpoints();
    }
}
