package fr.preau.hub.sms;

import fr.preau.channels.reach.SmsQuote;
import fr.preau.channels.reach.SmsSegments;
import fr.preau.channels.reach.SmsSegments.Encoding;
import fr.preau.hub.conversation.NewPost;
import fr.preau.hub.edge.Endpoint;
import fr.preau.hub.edge.Exchange;
import fr.preau.hub.edge.Fields;
import fr.preau.hub.edge.Reply;
import fr.preau.hub.ground.Ground;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a writer what a text costs as a text message, and how to say the same for less. Nothing is kept. */
final class QuoteRoutes {
    private record Written(String text) {
        private Written {
            Fields.text("text", text, 1, NewPost.BODY_MAX);
        }
    }

    /** A text with its price a telephone. */
    record Priced(String text, int segments, BigDecimal cents) {}

    /**
     * What it comes to.
     *
     * @param text as it leaves
     * @param cents a telephone, in euro cents
     * @param costly the characters that make the whole text dearer
     * @param cheaper absent where nothing saves a segment
     * @param limit segments that a message has at most; what is longer is cut and ends in a link
     */
    record Quote(
            String text,
            String encoding,
            int segments,
            BigDecimal cents,
            List<String> costly,
            @Nullable Priced cheaper,
            int limit) {}

    private final BigDecimal cents;
    private final int limit;

    QuoteRoutes(Ground ground) {
        this.cents = ground.settings().sms().centsPerSegment();
        this.limit = ground.settings().limits().smsSegments();
    }

    List<Endpoint> endpoints() {
        return List.of(Endpoint.signed("quoteSms", HttpMethod.POST, "/api/v1/sms/wording", this::quote));
    }

    private Future<Reply> quote(Exchange x) {
        var quote = SmsQuote.of(x.body(Written.class).text());
        var size = quote.size();
        return Future.succeededFuture(Reply.ok(new Quote(
                quote.text(),
                size.encoding() == Encoding.GSM_7 ? "gsm-7" : "ucs-2",
                size.segments(),
                price(size),
                quote.costly(),
                quote.cheaper()
                        .map(cheaper ->
                                new Priced(cheaper.text(), cheaper.size().segments(), price(cheaper.size())))
                        .orElse(null),
                limit)));
    }

    private BigDecimal price(SmsSegments size) {
        return cents.multiply(BigDecimal.valueOf(size.segments()));
    }
}
