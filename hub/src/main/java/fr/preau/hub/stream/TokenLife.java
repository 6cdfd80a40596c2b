package fr.preau.hub.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/** Until when an access token is good. Only of tokens that the authenticator has accepted: nothing is verified here. */
final class TokenLife {
    private static final JsonFactory JSON = new JsonFactory();

    private TokenLife() {}

    /** The token's own {@code exp} (RFC 7519), or the standard life from now where it does not say. */
    static Instant end(String token, Instant now, Duration standard) {
        String[] parts = token.split("\\.", -1);
        if (parts.length == 3) {
            try (JsonParser json = JSON.createParser(Base64.getUrlDecoder().decode(parts[1]))) {
                json.nextToken();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && name.equals("exp")) {
                        return Instant.ofEpochSecond(json.getLongValue());
                    }
                    json.skipChildren();
                }
            } catch (IOException | IllegalArgumentException e) {
                return now.plus(standard);
            }
        }
        return now.plus(standard);
    }
}
