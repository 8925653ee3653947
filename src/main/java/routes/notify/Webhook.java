package routes.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

import routes.shared.InvalidInputException;

/**
 * An incoming webhook of Slack. Whoever knows its address may post, so it is never shown.
 *
 * @param setting key of the setting that holds the address, to be named in messages
 * @param address where messages are posted to
 */
record Webhook(String setting, URI address) {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    Webhook {
        if (address.getHost() == null || !SCHEMES.contains(address.getScheme())) {
            throw wrong(setting);
        }
    }

    /** Reads the address; a wrong one is not shown either, as it may only be misspelt. */
    static Webhook of(String setting, String address) {
        try {
            return new Webhook(setting, new URI(address.strip()));
        } catch (URISyntaxException e) {
            // The cause would show the address.
            throw wrong(setting);
        }
    }

    private static InvalidInputException wrong(String setting) {
        return new InvalidInputException(setting
                + " (value hidden) is not the address of a webhook: copy it whole from Slack, beginning with https://");
    }

    @Override
    public String toString() {
        return "Webhook[" + setting + "]";
    }
}
