package routes.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What the API answered. */
record Answer(int status, String mediaType, JsonNode json) {

    String detail() {
        return json.path("detail").asText();
    }
}
