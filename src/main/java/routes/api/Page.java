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

    /** A page made of one item more than asked for, if there are that many. */
    static <T> Page<T> of(List<T> oneMore, int limit, ToLongFunction<T> id) {
        if (oneMore.size() <= limit) {
            return new Page<>(oneMore, null);
        }
        var items = List.copyOf(oneMore.subList(0, limit));
        return new Page<>(items, Cursor.after(id.applyAsLong(items.get(limit - 1))));
    }
}
