package routes.api;

/**
 * Problem details of RFC 9457.
 *
 * @param type kind of the problem, as a URN
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what is wrong this time, and what to do
 * @param instance path of the request
 */
public record Problem(String type, String title, int status, String detail, String instance) {

    /** Media type of problem details. */
    public static final String MEDIA_TYPE = "application/problem+json";
}
