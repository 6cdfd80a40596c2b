package fr.preau.bridge.email;

import fr.preau.bridge.Failure;
import fr.preau.bridge.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.CanonicalizationAlgorithm;
import io.vertx.ext.mail.DKIMSignOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * E-mail by SMTP, one transaction an e-mail, over a few connections that stay open.
 *
 * <p>What the server answers is definite. What is lost without an answer after the transaction began is
 * {@link Outcome.Unknown}: SMTP would have it sent again (RFC 5321, 4.5.4.1), and the mailbox might show it twice; we leave it
 * to a bounce or an answer to tell, and to the next step of the ladder to reach the person.
 */
public final class SmtpSender implements MailSender {
    private final Vertx vertx;
    private final SmtpAccount account;
    private final MailClient client;
    private final Places places;

    public SmtpSender(Vertx vertx, SmtpAccount account) {
        this.vertx = vertx;
        this.account = account;
        this.client = MailClient.create(vertx, config(account));
        this.places = new Places(account.connections());
    }

    private static MailConfig config(SmtpAccount account) {
        int seconds = (int) Math.max(1, account.patience().toSeconds());
        var config = new MailConfig()
                .setHostname(account.host())
                .setPort(account.port())
                .setOwnHostname(account.domain())
                .setMaxPoolSize(account.connections())
                .setSsl(account.tls() == SmtpAccount.Tls.IMPLICIT)
                .setStarttls(
                        account.tls() == SmtpAccount.Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setLogin(account.login().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                .setUserAgent("preau")
                .setKeepAliveTimeout(30)
                .setConnectTimeout((int) account.patience().toMillis() / 2);
        config.setIdleTimeout(seconds).setIdleTimeoutUnit(TimeUnit.SECONDS);
        account.login()
                .ifPresent(login -> config.setUsername(login.user())
                        .setPassword(login.password().value()));
        account.dkim().ifPresent(key -> config.setEnableDKIM(true).setDKIMSignOption(options(key)));
        return config;
    }

    private static DKIMSignOptions options(DkimKey key) {
        return new DKIMSignOptions()
                .setPrivateKey(key.pkcs8().value())
                .setSdid(key.domain())
                .setSelector(key.selector())
                .setHeaderCanonAlgo(CanonicalizationAlgorithm.RELAXED)
                .setBodyCanonAlgo(CanonicalizationAlgorithm.RELAXED)
                .setSignedHeaders(MailHeaders.SIGNED);
    }

    @Override
    public String name() {
        return account.name();
    }

    @Override
    public Future<Outcome> send(Mail mail) {
        if (MailAddress.read(mail.to()).isEmpty()) {
            return Future.succeededFuture(new Outcome.Rejected(Failure.BAD_ADDRESS, 0));
        }
        // A place may be given back by another event loop; the answer must come on the caller's.
        Context caller = vertx.getOrCreateContext();
        Promise<Outcome> outcome = Promise.promise();
        places.take()
                .onSuccess(place -> caller.runOnContext(here ->
                        transaction(mail).onComplete(done -> places.free()).onComplete(outcome)));
        return outcome.future();
    }

    /** Starts once a connection is free for it, so that waiting for one is no part of the server's time. */
    private Future<Outcome> transaction(Mail mail) {
        var message = new BegunMessage();
        message.setBounceAddress(mail.envelope());
        message.setTo(mail.to());
        message.setText(lines(mail.text()));
        message.setHtml(lines(mail.html()));
        message.setHeaders(MailHeaders.of(mail, account.domain()));
        return client.sendMail(message)
                .<Outcome>map(sent -> new Outcome.Accepted(MailHeaders.messageId(mail.id(), account.domain()), 1))
                .timeout(account.patience().toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.succeededFuture(outcome(message, failure)));
    }

    private static Outcome outcome(BegunMessage message, Throwable failure) {
        if (failure instanceof SMTPException answered) {
            return SmtpAnswers.outcome(answered);
        }
        if (!message.giveUp()) {
            return SmtpAnswers.tooBig(failure)
                    ? new Outcome.Rejected(Failure.TOO_BIG, 0)
                    : new Outcome.Unknown(
                            failure instanceof TimeoutException ? "no answer in time" : "connection lost");
        }
        return new Outcome.RetryLater(Duration.ZERO, SmtpAnswers.beforeBegin(failure), 0);
    }

    /** The mail client cuts lines at LF and writes CR LF; a lone CR would let a text pretend to be a command. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    @Override
    public Future<Void> close() {
        return client.close()
                .timeout(account.patience().toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty();
    }
}
