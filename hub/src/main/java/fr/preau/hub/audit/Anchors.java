package fr.preau.hub.audit;

import fr.preau.hub.audit.Audit.Checked;
import fr.preau.hub.ground.Ground;
import fr.preau.hub.ground.SigningKey;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes outside the database how far the audit has come, in the data folder and in the log, and holds the chain against that.
 * An anchor never goes back: where the chain is shorter than it, that is told until somebody removes the file knowingly, as
 * after a backup was put back.
 */
public final class Anchors {
    private static final Logger LOG = LoggerFactory.getLogger(Anchors.class);

    private final Ground ground;
    private final Audit audit;
    private final AnchorFile file;

    public Anchors(Ground ground, Audit audit) {
        this.ground = ground;
        this.audit = audit;
        var settings = ground.settings();
        this.file = new AnchorFile(
                settings.node().dataDir().resolve("audit.anchor"),
                SigningKey.open(
                        settings.security().signingKeyFile(), "security.signingKeyFile", "the audit's anchor is void"));
    }

    /**
     * What a check of the chain and its end found.
     *
     * @param finding in words, where it is not intact
     */
    record Verdict(Checked chain, Optional<String> finding) {}

    /** Goes through the whole chain, then compares its end with the anchor of before that. */
    Future<Verdict> verify() {
        return kept().compose(kept -> audit.verify().compose(chain -> {
            if (chain.broken().isPresent()) {
                return Future.succeededFuture(new Verdict(
                        chain, Optional.of("event " + chain.broken().get() + " was changed or is missing")));
            }
            return finding(kept, chain.events()).map(finding -> new Verdict(chain, finding));
        }));
    }

    /** Notes how far the audit is now; says in the log when its end is missing. */
    Future<Void> drop() {
        return kept().compose(kept -> audit.head().compose(head -> {
            long events = head.map(AuditEvent::seq).orElse(0L);
            return finding(kept, events).compose(finding -> {
                long before = kept.anchor().map(Anchor::events).orElse(0L);
                if (finding.isPresent()) {
                    LOG.error("audit: {}", finding.get());
                    return Future.succeededFuture();
                }
                return head.isEmpty() || events == before
                        ? Future.succeededFuture()
                        : drop(new Anchor(events, head.get().hash()));
            });
        }));
    }

    private Future<Void> drop(Anchor anchor) {
        return ground.vertx().executeBlocking(() -> file.write(anchor)).map(line -> {
            LOG.info("audit anchor {}", line);
            return null;
        });
    }

    private Future<AnchorFile.Kept> kept() {
        return ground.vertx().executeBlocking(file::read);
    }

    private Future<Optional<String>> finding(AnchorFile.Kept kept, long events) {
        if (kept.forged()) {
            return Future.succeededFuture(Optional.of("the anchor was changed"));
        }
        if (kept.anchor().isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        var anchor = kept.anchor().get();
        if (events < anchor.events()) {
            return Future.succeededFuture(
                    Optional.of("end cut off: anchor says " + anchor.events() + " rows, found " + events));
        }
        return audit.event(anchor.events())
                .map(event -> event.filter(same -> same.hash().equals(anchor.hash()))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of("the chain was written anew: row " + anchor.events() + " is not the anchor's"));
    }
}
