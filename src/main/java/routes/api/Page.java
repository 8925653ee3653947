package routes.api;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One page of a list, the newest first.
 *
 * @param items of the page
 * @param next cursor of the page that follows, or null for the last one
 */
public record Page<T>(List<T> items, String next) {

    /** Finds entries whose ids come before one, so many at the most, the newest first. */
    @FunctionalInterface
    interface Finder<T> {

        List<T> find(long before, int most);
    }

    /**
     * The page that a caller asks for.
     *
     * @param limit entries on it, as the caller wrote it, or null
     * @param cursor of the page, or null for the first
     */
    static <T> Page<T> of(String limit, String cursor, Finder<T> finder, ToLongFunction<T> id) {
        var most = Parameters.limit(limit);
        var oneMore = finder.find(Cursor.before(cursor), most + 1);
        if (oneMore.size() <= most) {
            return new Page<>(oneMore, null);
        }
        var items = List.copyOf(oneMore.subList(0, most));
        return new Page<>(items, Cursor.after(id.applyAsLong(items.get(most - 1))));
    }
}
