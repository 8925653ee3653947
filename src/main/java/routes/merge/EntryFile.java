package routes.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import routes.shared.InvalidInputException;

/**
 * What {@code configs.json} says. A mistake in one entry stops only that entry; a file that is no such file stops all.
 *
 * @param entries those without mistakes, in the order of the file
 * @param names of all entries
 * @param mistakes what is wrong with the others
 * @param warnings entries that hold values which only belong into a secret
 */
record EntryFile(List<Entry> entries, Set<String> names, List<String> mistakes, List<String> warnings) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Text of the file in a message might be a secret.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    EntryFile {
        entries = List.copyOf(entries);
        names = Set.copyOf(names);
        mistakes = List.copyOf(mistakes);
        warnings = List.copyOf(warnings);
    }

    /**
     * @param where the file, for messages
     * @param settings of single entries, by their names
     * @throws InvalidInputException if it is no JSON, or not of the right shape
     */
    static EntryFile read(String where, byte[] content, Map<String, MergeConfig.EntrySettings> settings) {
        var entries = new ArrayList<Entry>();
        var mistakes = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        var writers = new HashMap<Entry.Place, Entry>();
        var all = configs(where, content);
        all.forEach((name, node) -> {
            var careless = ProvisionedSecrets.realValues(node);
            if (!careless.isEmpty()) {
                warnings.add("entry " + name + ": SecretsManager holds real values of " + String.join(" and ", careless)
                        + ", which are not used; take them out of the file"
                        + (careless.contains("password") ? ", and change the password" : ""));
            }
            try {
                var entry = new EntryReader(name, node).read(settings.get(name).login());
                check(entry, settings.get(name), writers);
                entries.add(entry);
            } catch (InvalidInputException e) {
                mistakes.add(e.getMessage());
            }
        });
        settings.keySet().stream()
                .filter(name -> !all.containsKey(name))
                .forEach(name -> mistakes.add("routes.merge.entries." + name + " is set, but " + where
                        + " has no entry of that name: it has " + all.keySet()));
        return new EntryFile(entries, all.keySet(), mistakes, warnings);
    }

    private static void check(Entry entry, MergeConfig.EntrySettings settings, Map<Entry.Place, Entry> writers) {
        var source = entry.source().toString();
        if (settings.onEvent() && (source.contains("{{") || source.contains("}}"))) {
            throw new InvalidInputException("entry " + entry + ": S3.source_key has double braces, which no route that"
                    + " begins with events can name; name it otherwise, or leave routes.merge.entries." + entry
                    + ".on-event out");
        }
        try {
            SettingsCheck.check(entry.name(), settings);
        } catch (InvalidInputException e) {
            throw new InvalidInputException("entry " + entry + ": " + e.getMessage(), e);
        }
        for (var output : entry.outputs()) {
            var other = writers.get(output);
            if (other != null) {
                throw new InvalidInputException("entry " + entry + ": S3.destination_file makes it write " + output
                        + ", as entry " + other + " does; name another key");
            }
        }
        entry.outputs().forEach(output -> writers.put(output, entry));
    }

    private static Map<String, JsonNode> configs(String where, byte[] content) {
        try {
            var configs = JSON.readTree(content).path("configs");
            if (!configs.isObject()) {
                throw new InvalidInputException(
                        where + " has no object \"configs\"; write {\"configs\": {\"NAME\": {...}}}");
            }
            var byName = new LinkedHashMap<String, JsonNode>();
            configs.properties().forEach(field -> byName.put(field.getKey(), field.getValue()));
            return byName;
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            // Its own words may quote the file, and with it a secret.
            throw new InvalidInputException(where + " is not JSON"
                    + (place == null ? "" : ": see line " + place.getLineNr() + ", column " + place.getColumnNr())
                    + "; look for a comma, quote or bracket too many or too few, and for a name that stands"
                    + " there twice");
        } catch (IOException e) {
            throw new UncheckedIOException("bytes can be read", e);
        }
    }
}
