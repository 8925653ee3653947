package routes.merge.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The databases whose tables can be read. */
public enum DatabaseKind {
    MYSQL(3306),
    MARIADB(3306),
    POSTGRESQL(5432);

    private final int port;

    DatabaseKind(int port) {
        this.port = port;
    }

    /** The port that it listens to unless told otherwise. */
    public int usualPort() {
        return port;
    }

    /** Whether it speaks the protocol and the SQL of MySQL. */
    boolean speaksMySql() {
        return this != POSTGRESQL;
    }

    /** By the name in {@code dbtype}; RDS calls PostgreSQL {@code postgres}. */
    public static Optional<DatabaseKind> of(String name) {
        var upper = name.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.name().equals(upper))
                .findFirst()
                .or(() -> upper.equals("POSTGRES") ? Optional.of(POSTGRESQL) : Optional.empty());
    }

    /** As it is written in {@code dbtype}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
