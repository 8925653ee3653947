package routes.external;

import java.util.Map;

/** How some work was found in its external system. */
public sealed interface Sighting {

    /**
     * It goes on.
     *
     * @param note why it does not come on, for people, or null
     */
    record Underway(String note) implements Sighting {

        /** It goes on as it should. */
        public static final Underway WELL = new Underway(null);
    }

    /**
     * It ended well.
     *
     * @param result what later steps may want to know of it; can be written as JSON
     */
    record Succeeded(Map<String, Object> result) implements Sighting {}

    /**
     * It ended badly, or it is gone and nobody can tell how it ended.
     *
     * @param why for people, with what they can do
     * @param heals whether a further attempt of the run is worth while without a person
     */
    record Failed(String why, boolean heals) implements Sighting {

        /** A failure for a person. */
        public static Failed forGood(String why) {
            return new Failed(why, false);
        }
    }
}
