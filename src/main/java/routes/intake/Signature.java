package routes.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import routes.shared.Secret;

/**
 * Checks a signature over a request's body. With a timestamp the signature covers {@code <seconds>.<body>}, so that nobody
 * can send a recorded request again later: a timestamp outside the signature could be replaced.
 */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String FORMAT = "sha256=";

    private final IntakeConfig.Hmac config;
    private final Secret<SecretKeySpec> key;
    private final Clock clock;

    Signature(IntakeConfig.Hmac config, String secret, Clock clock) {
        this.config = config;
        this.key = Secret.of("routes.intake.hmac.secret", secret, Signature::key);
        this.clock = clock;
    }

    /** Why the request is refused; empty if it may pass. */
    Optional<String> refusal(UnaryOperator<String> header, byte[] body) {
        var sent = header.apply(config.header());
        if (sent == null || !sent.startsWith(FORMAT)) {
            return Optional.of("the request carries neither a valid token nor " + config.header() + ": sha256=<hex>");
        }
        var timestamp = config.timestampHeader().map(header);
        if (config.timestampHeader().isPresent() && !isNear(timestamp.orElse(""))) {
            return Optional.of("the timestamp in " + config.timestampHeader().get() + " is missing, or more than "
                    + config.tolerance() + " from our clock");
        }
        var valid = MessageDigest.isEqual(expected(timestamp, body), decoded(sent.substring(FORMAT.length())));
        return valid ? Optional.empty() : Optional.of("the signature in " + config.header() + " does not fit the body");
    }

    private boolean isNear(String timestamp) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        var distance = Duration.ofSeconds(Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp)));
        return distance.compareTo(config.tolerance()) <= 0;
    }

    private byte[] expected(Optional<String> timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key.get());
            timestamp.ifPresent(seconds -> mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8)));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static SecretKeySpec key(String secret) {
        return new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    private static byte[] decoded(String hex) {
        return hex.matches("([0-9a-fA-F]{2})*") ? HexFormat.of().parseHex(hex) : new byte[0];
    }
}
