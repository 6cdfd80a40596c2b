package fr.preau.config;

import fr.preau.config.Settings.LongMessages;
import fr.preau.config.Settings.Sandbox;
import fr.preau.config.Settings.SecondProvider;
import fr.preau.config.Settings.SecondSms;
import fr.preau.config.Settings.Sms;
import fr.preau.config.Settings.SmsProvider;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Names the settings of SMS. */
final class SmsReader {
    private static final BigDecimal MOST_CENTS = BigDecimal.valueOf(1_000);

    private final Reading in;

    SmsReader(Reading in) {
        this.in = in;
    }

    Sms read(Sandbox sandbox) {
        SmsProvider provider = in.choice("sms.provider", SmsProvider.NONE);
        Sms sms = new Sms(
                provider,
                in.text("sms.accountSid"),
                in.secret("sms.authToken"),
                in.text("sms.messagingServiceSid"),
                in.text("sms.from"),
                in.address("sms.baseUrl", SettingsReader.ORIGIN, Origins::isOrigin)
                        .map(Origins::bare),
                in.number("sms.perSecond", 50, 1, 10_000),
                in.number("sms.validityMinutes", 240, 1, 600),
                in.value(
                        "sms.centsPerSegment",
                        new BigDecimal("7.5"),
                        "euro cents, such as 7.5, at most 1000",
                        SmsReader::cents),
                in.number("sms.linkDays", 14, 1, 60),
                second());
        if (provider == SmsProvider.TWILIO) {
            need("sms.accountSid", sms.accountSid().isPresent(), "the account's SID, as sms.provider is twilio");
            need("sms.authToken", sms.authToken().isPresent(), "the account's token, as sms.provider is twilio");
            boolean sender = sms.messagingServiceSid().isPresent() || sms.from().isPresent();
            need("sms.from", sender, "a sender here or in sms.messagingServiceSid, as sms.provider is twilio");
        }
        if (provider == SmsProvider.SANDBOX && !sandbox.enabled()) {
            in.refuse("sms.provider", "sandbox only where sandbox.enabled is true");
        }
        return sms;
    }

    private SecondSms second() {
        SecondProvider provider = in.choice("sms.second.provider", SecondProvider.NONE);
        SecondSms second = new SecondSms(
                provider,
                in.text("sms.second.host"),
                in.number("sms.second.port", 2775, 1, 65_535),
                in.flag("sms.second.tls", false),
                in.text("sms.second.systemId"),
                in.secret("sms.second.password"),
                in.optional(
                        "sms.second.sourceAddress",
                        "a number, a short code, or up to 11 letters and digits",
                        text -> text.matches("\\+?[0-9]{3,15}|[A-Za-z0-9 ]{1,11}") ? text : null),
                in.choice("sms.second.longMessages", LongMessages.PAYLOAD),
                in.number("sms.second.perSecond", 20, 1, 10_000),
                in.number("sms.second.window", 10, 1, 1_000));
        if (provider == SecondProvider.SMPP) {
            String why = ", as sms.second.provider is smpp";
            need("sms.second.host", second.host().isPresent(), "the message centre" + why);
            need("sms.second.systemId", second.systemId().isPresent(), "our name there" + why);
            need("sms.second.password", second.password().isPresent(), "our password there" + why);
            need("sms.second.sourceAddress", second.sourceAddress().isPresent(), "the sender" + why);
        }
        return second;
    }

    private static @Nullable BigDecimal cents(String text) {
        var cents = new BigDecimal(text);
        return cents.signum() < 0 || cents.scale() > 4 || cents.compareTo(MOST_CENTS) > 0 ? null : cents;
    }

    private void need(String name, boolean present, String allowed) {
        if (!present) {
            in.refuse(name, allowed);
        }
    }
}
