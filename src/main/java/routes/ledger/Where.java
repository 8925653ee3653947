package routes.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Conditions of a query, put together from fixed fragments of SQL. What comes from outside is bound, never a part of the text.
 * Not safe for concurrent use.
 */
final class Where {

    private final StringBuilder sql = new StringBuilder("where true");
    private final List<Object> values = new ArrayList<>();

    /** @param before values of what stands before the clause; they may be null */
    Where(Object... before) {
        values.addAll(Arrays.asList(before));
    }

    /** A condition that always applies. */
    Where and(String fragment, Object... bound) {
        sql.append(" and ").append(fragment);
        values.addAll(List.of(bound));
        return this;
    }

    /** A condition on one value, which applies only if there is a value. */
    Where andIf(Object value, String fragment) {
        return value == null ? this : and(fragment, value);
    }

    /** The clause, beginning with {@code where}. */
    String sql() {
        return sql.toString();
    }

    /** The bound values in the order of their marks, and then those of what follows the clause. */
    Object[] values(Object... following) {
        var all = new ArrayList<>(values);
        all.addAll(List.of(following));
        return all.toArray();
    }

    /** Pattern of {@code like} for texts that begin with a prefix, whatever characters it holds. */
    static String startingWith(String prefix) {
        return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
