package routes.airflow;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

import routes.shared.InvalidInputException;
import routes.shared.Secret;

/**
 * An Airflow server, and who we are to it.
 *
 * @param name how Kamelets call it
 * @param url its address, without a slash at the end
 * @param webUrl the address for people, without a slash at the end
 * @param user user name, or null
 * @param password password, or null
 * @param token token to be sent as it is, or null
 * @param caFile PEM file with the certificates to trust, or null
 */
record AirflowConnection(
        String name, URI url, URI webUrl, String user, Secret<String> password, Secret<String> token, Path caFile) {

    private static final String PREFIX = "routes.connections.airflow.";
    private static final Set<String> SCHEMES = Set.of("http", "https");

    AirflowConnection {
        url = plain(name, "url", url);
        webUrl = plain(name, "web-url", webUrl);
        if (user != null && password == null) {
            throw new InvalidInputException(PREFIX + name + ".password is missing: set the password of user " + user);
        }
    }

    static AirflowConnection of(String name, AirflowConfig.Connection config) {
        var url = config.url().orElseThrow();
        return new AirflowConnection(
                name,
                url,
                config.webUrl().orElse(url),
                config.user().orElse(null),
                secret(name, "password", config.password()),
                secret(name, "token", config.token()),
                config.caFile().orElse(null));
    }

    private static Secret<String> secret(String name, String leaf, Optional<String> configured) {
        return configured
                .map(text -> Secret.text(PREFIX + name + "." + leaf, text))
                .orElse(null);
    }

    /** Key of one of its settings, to be named in messages. */
    String setting(String leaf) {
        return PREFIX + name + "." + leaf;
    }

    /** Who we are to it, for messages. */
    String who() {
        return token != null ? "the owner of the token" : user == null ? "who gives no name" : "user " + user;
    }

    /** Its users know the address with the API's path, too, and with a slash. */
    private static URI plain(String name, String leaf, URI url) {
        if (url == null || url.getHost() == null || !SCHEMES.contains(url.getScheme()) || url.getUserInfo() != null) {
            // Not shown: it may hold a password.
            throw new InvalidInputException(PREFIX + name + "." + leaf
                    + " (value hidden) is no address like http://airflow:8080: write it without user and password");
        }
        return URI.create(url.toString().replaceFirst("(/api/v[12])?/*$", ""));
    }

    @Override
    public String toString() {
        return "Airflow " + name;
    }
}
