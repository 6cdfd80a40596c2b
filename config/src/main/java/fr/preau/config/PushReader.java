package fr.preau.config;

import fr.preau.config.Settings.Apns;
import fr.preau.config.Settings.Fcm;
import fr.preau.config.Settings.Push;
import fr.preau.config.Settings.PushProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names the settings of push, their standard values and what they may be. */
final class PushReader {
    private static final List<String> SERVICES =
            List.of("fcm.googleapis.com", "*.push.services.mozilla.com", "*.notify.windows.com", "*.push.apple.com");
    private static final Path NONE = Path.of("");

    private final Reading in;

    private PushReader(Reading in) {
        this.in = in;
    }

    static Push read(Reading in, Path keys, Settings.Sandbox sandbox) {
        return new PushReader(in).push(keys, sandbox);
    }

    private Push push(Path keys, Settings.Sandbox sandbox) {
        PushProvider provider = in.choice("push.provider", PushProvider.WEB);
        if (provider == PushProvider.SANDBOX && !sandbox.enabled()) {
            in.refuse("push.provider", "sandbox only where sandbox.enabled is true");
        }
        List<String> services =
                in.list("push.services", "a list of hosts such as *.push.services.mozilla.com", PushReader::host);
        return new Push(
                provider,
                in.value("push.contact", "", "an address that begins with mailto: or https:", PushReader::contact),
                services.isEmpty() ? SERVICES : services,
                in.number("push.perSecond", 500, 1, 10_000),
                in.path("push.keyFile", keys.resolve("vapid-es256.pem")),
                apns(),
                fcm());
    }

    private Optional<Apns> apns() {
        Path key = in.path("push.apns.keyFile", NONE);
        Optional<String> id = in.text("push.apns.keyId");
        Optional<String> team = in.text("push.apns.teamId");
        Optional<String> topic = in.text("push.apns.topic");
        boolean development = in.flag("push.apns.development", false);
        if (key.equals(NONE)) {
            return Optional.empty();
        }
        need("push.apns.keyId", id);
        need("push.apns.teamId", team);
        need("push.apns.topic", topic);
        return Optional.of(new Apns(key, id.orElse(""), team.orElse(""), topic.orElse(""), development));
    }

    private Optional<Fcm> fcm() {
        Path account = in.path("push.fcm.serviceAccountFile", NONE);
        return account.equals(NONE) ? Optional.empty() : Optional.of(new Fcm(account));
    }

    private void need(String name, Optional<String> value) {
        if (value.isEmpty()) {
            in.refuse(name, "a value, as push.apns.keyFile is set");
        }
    }

    private static @Nullable String host(String text) {
        return text.matches("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)+") ? text : null;
    }

    private static @Nullable String contact(String text) {
        return text.matches("(mailto:|https://).{1,190}") ? text : null;
    }
}
