package fr.preau.hub.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WebRoutesTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static int port;

    @BeforeAll
    static void serve() {
        Router router = Router.router(VERTX);
        router.get("/api/v1/me").handler(context -> context.end("me"));
        WebRoutes.mount(router);
        HttpServer server = VERTX.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .await();
        port = server.actualPort();
    }

    @AfterAll
    static void close() {
        CLIENT.close();
        VERTX.close().await();
    }

    @Test
    void thePageIsAskedForAgainAndItsAssetsAreKeptForGood() throws Exception {
        HttpResponse<byte[]> page = get("/", "Accept", "text/html");

        assertEquals(200, page.statusCode());
        assertEquals("no-cache", header(page, "Cache-Control"));
        assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
        HttpResponse<byte[]> script = get(scriptOf(page));
        assertEquals(200, script.statusCode());
        assertEquals("public, max-age=31536000, immutable", header(script, "Cache-Control"));
        assertEquals("text/javascript; charset=utf-8", header(script, "Content-Type"));
    }

    @Test
    void aCompressedFileIsTheSameFileAndSmaller() throws Exception {
        String path = scriptOf(get("/"));
        HttpResponse<byte[]> plain = get(path);

        HttpResponse<byte[]> gzip = get(path, "Accept-Encoding", "deflate, gzip;q=0.5, br;q=0");
        HttpResponse<byte[]> brotli = get(path, "Accept-Encoding", "gzip, br");

        assertEquals("gzip", header(gzip, "Content-Encoding"));
        assertArrayEquals(plain.body(), unzip(gzip.body()));
        assertEquals("br", header(brotli, "Content-Encoding"));
        assertTrue(brotli.body().length < gzip.body().length, "brotli is the smaller one");
        assertEquals("", header(plain, "Content-Encoding"));
    }

    @Test
    void aFileThatTheBrowserHasIsNotSentAgain() throws Exception {
        String etag = header(get("/"), "ETag");

        HttpResponse<byte[]> again = get("/", "If-None-Match", etag);

        assertEquals(304, again.statusCode());
        assertEquals(0, again.body().length);
    }

    @Test
    void theAddressOfAScreenGivesThePage() throws Exception {
        byte[] page = get("/").body();

        assertArrayEquals(page, get("/c/0198/write", "Accept", "text/html,*/*").body());
    }

    @Test
    void whatIsNeitherFileNorScreenIsLeftToTheEdge() throws Exception {
        assertEquals("me", new String(get("/api/v1/me").body(), StandardCharsets.UTF_8));
        assertEquals(404, get("/api/v1/nothing", "Accept", "text/html").statusCode());
        assertEquals(404, get("/assets/gone.js", "Accept", "text/html").statusCode());
        assertEquals(404, get("/screen", "Accept", "application/json").statusCode());
        assertEquals(404, get("/web/../../secret.txt", "Accept", "text/html").statusCode());
        HttpRequest post = HttpRequest.newBuilder(uri("/"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertEquals(
                404, CLIENT.send(post, HttpResponse.BodyHandlers.ofByteArray()).statusCode());
    }

    private static String scriptOf(HttpResponse<byte[]> page) {
        Matcher script = Pattern.compile("src=\"(/assets/[^\"]+\\.js)\"")
                .matcher(new String(page.body(), StandardCharsets.UTF_8));
        assertTrue(script.find(), "the page names its script");
        return script.group(1);
    }

    private static byte[] unzip(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
