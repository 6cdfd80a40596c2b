package fr.preau.tests.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * What the hub answered.
 *
 * @param status HTTP status
 * @param headers all headers
 * @param body the bytes of the body, none when empty
 * @param request what was asked, for messages
 */
public record Answer(int status, HttpHeaders headers, byte[] body, String request) {

    /** The media type without parameters; empty when there is none. */
    public String type() {
        return headers.firstValue("content-type")
                .orElse("")
                .replaceAll(";.*", "")
                .strip();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new AssertionError(this + " is not JSON", e);
        }
    }

    /** The body as a record of {@link Views}. */
    public <T> T as(Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(json(), type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(this + " is no " + type.getSimpleName(), e);
        }
    }

    /** Demands this status. */
    public Answer is(int expected) {
        if (status != expected) {
            throw new AssertionError("expected " + expected + ", got " + this);
        }
        return this;
    }

    /** Demands a problem with this code. */
    public Answer refused(String code) {
        if (!code.equals(code())) {
            throw new AssertionError("expected the problem " + code + ", got " + this);
        }
        return this;
    }

    /** The problem's code; "ok" for a success. */
    public String code() {
        return status < 400 ? "ok" : json().path("code").asText();
    }

    @Override
    public String toString() {
        String text = text();
        return status + " to " + request + ": " + (text.length() <= 600 ? text : text.substring(0, 600) + "…");
    }
}
