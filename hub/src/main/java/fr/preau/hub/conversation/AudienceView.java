package fr.preau.hub.conversation;

import fr.preau.channels.bulletin.Audience;
import fr.preau.channels.bulletin.Scope;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Refused;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One part of an audience on the wire. */
public record AudienceView(String scope, UUID ref) {
    public AudienceView(@Nullable String scope, @Nullable UUID ref) {
        this.scope = Fields.present("audience.scope", scope);
        this.ref = Fields.present("audience.ref", ref);
        if (Arrays.stream(Scope.values()).noneMatch(known -> known.code().equals(scope))) {
            throw Refused.field("audience.scope");
        }
    }

    static AudienceView of(Audience part) {
        return new AudienceView(part.scope().code(), part.ref());
    }

    /** The same as the decisions know it. */
    public Audience part() {
        return new Audience(Scope.of(scope), ref);
    }
}
