package routes.merge.secrets;

import java.util.Optional;

/**
 * The secret that an entry's login is in, and what the settings say where it is silent.
 *
 * @param name of the secret
 * @param entry name of the entry, for messages
 * @param table name of the table, if the secret names none
 * @param database name of the database, if the secret names none
 */
public record LoginSecret(String name, String entry, Optional<String> table, Optional<String> database) {}
