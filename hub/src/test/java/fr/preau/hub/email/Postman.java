package fr.preau.hub.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Somebody else's mail server: hands one e-mail over and tells what it heard last. */
final class Postman {
    private Postman() {}

    static String bring(int port, String envelope, String recipient, String message) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(15_000);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            heard(in);
            String[] commands = {
                "EHLO elsewhere",
                "MAIL FROM:<" + envelope + ">",
                "RCPT TO:<" + recipient + ">",
                "DATA",
                message.replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n."
            };
            String answer = "";
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                answer = heard(in);
                if (answer.charAt(0) > '3') {
                    return answer;
                }
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String heard(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return line == null ? "ended" : line;
    }
}
