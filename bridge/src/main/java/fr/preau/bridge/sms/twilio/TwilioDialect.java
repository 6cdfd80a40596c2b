package fr.preau.bridge.sms.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.HttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import fr.preau.bridge.sms.SmsMessage;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Optional;

/**
 * The SDK without its network: it words requests and reads answers; who carries them is not its business.
 *
 * <p>Left to itself the SDK makes up to six requests out of one, and blocks. Here its HTTP client only hands the request
 * out, and later gives the answer back in, so that there is exactly one request a try and no thread waits.
 */
final class TwilioDialect {

    /**
     * A request ready to be written.
     *
     * @param url where to
     * @param authorization the header's value
     * @param form the body, form-encoded
     */
    record Worded(URI url, String authorization, String form) {
        @Override
        public String toString() {
            return "Worded[" + url.getHost() + "]";
        }
    }

    private final TwilioAccount account;

    TwilioDialect(TwilioAccount account) {
        this.account = account;
    }

    /** The one request that hands {@code message} over. */
    Worded word(SmsMessage message) {
        try {
            creator(message).create(client(Optional.empty()));
            throw new IllegalStateException("the SDK made no request");
        } catch (HandedOut out) {
            return new Worded(
                    place(out.request.constructURL()), out.request.getAuthString(), out.request.encodeFormBody());
        }
    }

    /**
     * Reads the answer to {@link #word}.
     *
     * @throws ApiException where Twilio refused, with its code if it gave one
     * @throws RuntimeException where the answer is none of Twilio's
     */
    Message read(SmsMessage message, int status, String body) {
        return creator(message).create(client(Optional.of(new Response(body, status))));
    }

    private MessageCreator creator(SmsMessage message) {
        var to = new PhoneNumber(message.to());
        var creator = switch (account.sender()) {
            case TwilioAccount.Sender.Service(String sid) -> Message.creator(to, sid, message.text());
            case TwilioAccount.Sender.From(String value) -> Message.creator(to, new PhoneNumber(value), message.text());
        };
        account.callbacks()
                .filter(base -> message.delivery() > 0)
                .map(base -> callback(base, message))
                .ifPresent(creator::setStatusCallback);
        return creator.setValidityPeriod((int) account.validity().toSeconds());
    }

    private static URI callback(URI base, SmsMessage message) {
        return URI.create(base + "/" + message.delivery() + "/" + message.attempt());
    }

    private TwilioRestClient client(Optional<Response> answer) {
        return new TwilioRestClient.Builder(account.sid(), account.token().value())
                .httpClient(new Handover(answer))
                .build();
    }

    private URI place(URL usual) {
        try {
            return account.baseUrl().isEmpty()
                    ? usual.toURI()
                    : URI.create(account.baseUrl().get().toString().replaceAll("/+$", "") + usual.getFile());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the SDK made an address that is none", e);
        }
    }

    /** Hands the request out, or the answer in. */
    private static final class Handover extends HttpClient {
        private final Optional<Response> answer;

        Handover(Optional<Response> answer) {
            this.answer = answer;
        }

        @Override
        public Response reliableRequest(Request request) {
            return makeRequest(request);
        }

        @Override
        public Response makeRequest(Request request) {
            return answer.orElseThrow(() -> new HandedOut(request));
        }
    }

    /** The way out of the SDK's blocking call. */
    private static final class HandedOut extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Request request;

        HandedOut(Request request) {
            super("handed out", null, false, false);
            this.request = request;
        }
    }
}
