package routes.intake;

import java.util.List;

/** Forgets what is known of objects that are no longer there. */
@FunctionalInterface
public interface GoneObjects {

    /**
     * Forgets the objects of a range of keys that a listing did not find.
     *
     * @param prefix the beginning of the listed keys
     * @param after the range begins after this key; null for the first key with the prefix
     * @param last the range ends with this key; null for the last key with the prefix
     * @param present the keys that were found in the range
     */
    void forget(String bucket, String prefix, String after, String last, List<String> present);
}
