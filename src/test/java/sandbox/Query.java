package sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the query of an address. */
final class Query {

    private Query() {}

    static Map<String, String> of(String raw) {
        var values = new LinkedHashMap<String, String>();
        if (raw != null) {
            for (var part : raw.split("&")) {
                var cut = part.indexOf('=');
                values.put(
                        decoded(cut < 0 ? part : part.substring(0, cut)),
                        cut < 0 ? "" : decoded(part.substring(cut + 1)));
            }
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
