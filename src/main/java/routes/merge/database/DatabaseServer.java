package routes.merge.database;

/** A server of databases, as an entry names it. */
public record DatabaseServer(DatabaseKind kind, String host, int port) {

    @Override
    public String toString() {
        return kind.written() + " at " + host + ":" + port;
    }
}
