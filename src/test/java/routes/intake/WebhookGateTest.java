package routes.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import routes.shared.InvalidInputException;

class WebhookGateTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final byte[] BODY = "{\"Records\":[]}".getBytes(UTF_8);

    @Test
    void lets_the_bearer_of_the_token_pass() {
        assertThat(refusal(gate("token", "new-token"), Map.of("Authorization", "Bearer new-token")))
                .isEmpty();
    }

    @Test
    void lets_the_bearer_of_the_previous_token_pass_while_tokens_change() {
        // Given
        var gate = gate("token", "new-token", "previous.token", "old-token");

        // When
        var refusal = refusal(gate, Map.of("Authorization", "Bearer old-token"));

        // Then
        assertThat(refusal).isEmpty();
    }

    @Test
    void takes_the_scheme_in_any_case() {
        assertThat(refusal(gate("token", "new-token"), Map.of("Authorization", "bearer new-token")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer ",
                "Bearer",
                "new-token",
                "Basic new-token",
                "Bearer new-toke",
                "Bearer new-tokenn",
                "Bearer NEW-TOKEN"
            })
    void refuses_any_other_authorization(String authorization) {
        assertThat(refusal(gate("token", "new-token"), Map.of("Authorization", authorization)))
                .contains("the request's token is not valid");
    }

    @Test
    void refuses_a_request_without_authorization() {
        assertThat(refusal(gate("token", "new-token"), Map.of()))
                .contains("the request carries no Authorization header");
    }

    @Test
    void a_refusal_does_not_repeat_what_was_sent() {
        assertThat(refusal(gate("token", "new-token"), Map.of("Authorization", "Bearer nearly-right"))
                        .orElseThrow())
                .doesNotContain("nearly-right", "new-token");
    }

    @Test
    void refuses_everybody_where_nothing_is_configured() {
        assertThat(refusal(gate(), Map.of("Authorization", "Bearer "))).isPresent();
    }

    @Test
    void lets_everybody_pass_where_it_was_opened() {
        assertThat(refusal(gate("open", "true"), Map.of())).isEmpty();
    }

    @Test
    void a_token_closes_what_was_opened() {
        assertThat(refusal(gate("open", "true", "token", "new-token"), Map.of()))
                .isPresent();
    }

    @Test
    void lets_a_signed_body_pass() {
        // Given
        var gate = gate("token", "new-token", "hmac.secret", "s3cret");
        var signature = sign("s3cret", BODY);

        // When
        var refusal = refusal(gate, Map.of("X-Signature-256", signature));

        // Then
        assertThat(refusal).isEmpty();
    }

    @Test
    void refuses_a_signature_of_another_body() {
        // Given
        var gate = gate("hmac.secret", "s3cret");
        var signature = sign("s3cret", "{}".getBytes(UTF_8));

        // When
        var refusal = refusal(gate, Map.of("X-Signature-256", signature));

        // Then
        assertThat(refusal).contains("the signature in X-Signature-256 does not fit the body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha256=abc", "sha1=00", "md5"})
    void refuses_what_is_no_signature(String signature) {
        assertThat(refusal(gate("hmac.secret", "s3cret"), Map.of("X-Signature-256", signature)))
                .isPresent();
    }

    @Test
    void lets_a_body_pass_that_was_signed_with_its_time_just_now() {
        // Given
        var timestamp = String.valueOf(NOW.minusSeconds(299).getEpochSecond());

        // When
        var refusal = refusal(timed(), signed(timestamp));

        // Then
        assertThat(refusal).isEmpty();
    }

    @Test
    void refuses_a_request_that_was_recorded_and_is_sent_again_later() {
        // Given
        var timestamp = String.valueOf(NOW.minusSeconds(301).getEpochSecond());

        // When
        var refusal = refusal(timed(), signed(timestamp));

        // Then
        assertThat(refusal.orElseThrow()).contains("X-Time");
    }

    @Test
    void refuses_a_recorded_request_whose_time_was_replaced() {
        // Given
        var recorded = signed(String.valueOf(NOW.minusSeconds(301).getEpochSecond()));
        var headers = Map.of(
                "X-Signature-256", recorded.get("X-Signature-256"), "X-Time", String.valueOf(NOW.getEpochSecond()));

        // When
        var refusal = refusal(timed(), headers);

        // Then
        assertThat(refusal).contains("the signature in X-Signature-256 does not fit the body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1", "99999999999999999999999", "1.5"})
    void refuses_a_time_that_is_none(String timestamp) {
        assertThat(refusal(timed(), signed(timestamp)).orElseThrow()).contains("X-Time");
    }

    @Test
    void refuses_a_signature_without_its_time() {
        assertThat(refusal(timed(), Map.of("X-Signature-256", sign("s3cret", BODY)))
                        .orElseThrow())
                .contains("X-Time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer abc", "left right", "tökén", "tab\tbed"})
    void a_token_that_cannot_be_sent_is_refused_at_start(String token) {
        assertThatThrownBy(() -> gate("token", token))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("routes.intake.token must be one word")
                .hasMessageNotContaining(token);
    }

    @Test
    void production_does_not_start_without_a_proof() {
        assertThatThrownBy(() -> WebhookGate.requireProof(Settings.of("open", "true"), true))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("set routes.intake.token")
                .hasMessageContaining("MINIO_NOTIFY_WEBHOOK_AUTH_TOKEN_");
    }

    @Test
    void development_starts_without_a_proof_only_if_it_was_opened() {
        assertThatThrownBy(() -> WebhookGate.requireProof(Settings.of(), false))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("routes.intake.open=true");
        assertThatCode(() -> WebhookGate.requireProof(Settings.of("open", "true"), false))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "previous.token", "hmac.secret"})
    void production_starts_with_any_proof(String setting) {
        assertThatCode(() -> WebhookGate.requireProof(Settings.of(setting, "abc"), true))
                .doesNotThrowAnyException();
    }

    private static WebhookGate gate(String... settings) {
        return new WebhookGate(Settings.of(settings), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static WebhookGate timed() {
        return gate("hmac.secret", "s3cret", "hmac.timestamp-header", "X-Time");
    }

    private static Optional<String> refusal(WebhookGate gate, Map<String, String> headers) {
        return gate.refusal(headers::get, BODY);
    }

    private static Map<String, String> signed(String timestamp) {
        var signature = sign("s3cret", (timestamp + "." + new String(BODY, UTF_8)).getBytes(UTF_8));
        return Map.of("X-Signature-256", signature, "X-Time", timestamp);
    }

    private static String sign(String secret, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(text));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
