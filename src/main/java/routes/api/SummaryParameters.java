package routes.api;

import jakarta.ws.rs.QueryParam;

/**
 * From when on is counted.
 *
 * @param since ended runs and events are counted from then on; an hour ago, if it is missing
 */
public record SummaryParameters(@QueryParam("since") String since) {}
