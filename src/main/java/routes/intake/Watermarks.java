package routes.intake;

import java.util.Optional;

/** Keeps how far a repeated job has come, across restarts. */
public interface Watermarks {

    /** The value kept under a name. */
    Optional<String> read(String name);

    /** Keeps a value under a name, in place of the former one. */
    void write(String name, String value);

    /** Forgets the value under a name; one that is not there is no error. */
    void remove(String name);
}
