package routes.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import routes.ledger.QuarantineView;

/**
 * A message in quarantine with its body.
 *
 * @param message what is known of it
 * @param text the body, if it is text in UTF-8
 * @param base64 the body otherwise
 */
public record QuarantineDetails(@JsonUnwrapped QuarantineView message, String text, String base64) {

    static QuarantineDetails of(QuarantineView message, byte[] body) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return new QuarantineDetails(message, text, null);
        } catch (CharacterCodingException e) {
            return new QuarantineDetails(message, null, Base64.getEncoder().encodeToString(body));
        }
    }
}
