package sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Lets users into the stand-in of Airflow, by password or by the tokens that it gives for one. */
final class AirflowDoor {

    private static final Set<String> USERS = Set.of(SandboxAirflow.USER, SandboxAirflow.READER);

    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Set<String> ended = ConcurrentHashMap.newKeySet();

    /** The user that a header of basic authentication names; null for none, or a wrong password. */
    static String byPassword(String header) {
        if (header == null || !header.startsWith("Basic ")) {
            return null;
        }
        var pair = new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
        return USERS.stream()
                .filter(user -> pair.equals(user + ":" + SandboxAirflow.PASSWORD))
                .findFirst()
                .orElse(null);
    }

    /** A token for a user; null for a wrong password. */
    String login(String user, String password) {
        if (!USERS.contains(user) || !SandboxAirflow.PASSWORD.equals(password)) {
            return null;
        }
        var token = "token." + UUID.randomUUID();
        tokens.put(token, user);
        return token;
    }

    /** The user of a token; null for a token that was not given here. */
    String byToken(String token) {
        return tokens.get(token);
    }

    boolean isOver(String token) {
        return ended.contains(token);
    }

    void endLogins() {
        ended.addAll(tokens.keySet());
    }

    void changeKey() {
        tokens.clear();
    }
}
