package routes.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** Takes what is asked for apart, so that no address gets too long for a proxy on the way. */
final class Batches {

    private static final int MOST = 300;

    private Batches() {}

    static <T> List<List<T>> of(List<T> all) {
        var batches = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += MOST) {
            batches.add(all.subList(from, Math.min(all.size(), from + MOST)));
        }
        return batches;
    }
}
