package routes.merge;

import java.util.List;
import java.util.stream.Stream;

import routes.merge.database.DatabaseServer;

/**
 * One merge that is configured: what is merged with what, where it goes, and who is told.
 *
 * @param name its name in the file
 * @param login name of the secret with user, password, table and database
 * @param source the JSON object
 * @param destination the CSV; what else is written lies beside it
 * @param database where the table is
 * @param webhook where people are told, or null for the default channel; a secret
 */
record Entry(String name, String login, Place source, Place destination, DatabaseServer database, String webhook) {

    /** What every route of an entry begins with. */
    static final String ROUTE_PREFIX = "merge.";

    /** A bucket and a key in it. */
    record Place(String bucket, String key) {

        @Override
        public String toString() {
            return bucket + "/" + key;
        }
    }

    /** What it may write: the CSV, and what lies beside it. */
    List<Place> outputs() {
        return Stream.of("", ".receipt.json", ".unmatched.csv", ".rejects.jsonl")
                .map(ending -> new Place(destination.bucket(), destination.key() + ending))
                .toList();
    }

    /** Id of its route, and name of its channel. */
    String route() {
        return ROUTE_PREFIX + name;
    }

    @Override
    public String toString() {
        return name;
    }
}
