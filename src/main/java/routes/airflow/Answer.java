package routes.airflow;

import java.util.ArrayList;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What Airflow said.
 *
 * @param version of the API it was said by
 * @param status HTTP status
 * @param body JSON; missing where the body is none
 */
record Answer(ApiVersion version, int status, JsonNode body) {

    private static final int LONGEST = 500;

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Whether Airflow itself said it, rather than a proxy that does not find it for the moment. */
    boolean fromAirflow() {
        return ok() ? !body.isMissingNode() : body.has("detail");
    }

    /** Why not, in Airflow's own words: a text in API v1; in v2 that, or an object, or a list of what is wrong with the request. */
    String detail() {
        var texts = new ArrayList<String>();
        var detail = body.path("detail");
        if (detail.isArray()) {
            detail.forEach(each -> texts.add(
                    each.path("loc").path(1).asText() + ": " + each.path("msg").asText()));
        } else if (detail.isObject()) {
            texts.add(detail.path("reason").asText(detail.path("message").asText()));
        } else {
            texts.add(detail.asText("").isEmpty() || detail.isNull() ? title() : detail.asText());
        }
        // What a schema did not like is followed by the whole schema.
        var text = String.join("; ", texts).lines().findFirst().orElse("").strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private String title() {
        return body.path("title").asText("status " + status);
    }
}
