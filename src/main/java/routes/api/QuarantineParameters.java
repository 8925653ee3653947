package routes.api;

import jakarta.ws.rs.QueryParam;

/**
 * Which messages are asked for.
 *
 * @param reread {@code true} for those that were read after all, {@code false} for the others
 * @param limit messages on a page
 * @param cursor of the page
 */
public record QuarantineParameters(
        @QueryParam("reread") String reread,
        @QueryParam("limit") String limit,
        @QueryParam("cursor") String cursor) {}
