package routes.rosbag;

/**
 * What a result was made of, published last. It is about the CSV whose checksum (or tag) it names; a CSV with another one
 * is newer than its receipt.
 *
 * @param processor the rules the CSV was made by, such as {@code rosbag/1}; other rules, other name
 * @param time when, in ISO 8601, UTC
 * @param runId the run that made it, or null
 * @param eventId the event that asked for it, or null
 */
record Receipt(String processor, String time, String runId, Long eventId, Input input, Output output, Rejects rejects) {

    /** The object version that was read, and when it was stored; each is null where the store tells none. */
    record Input(String bucket, String key, String versionId, String eTag, String lastModified, long size) {}

    /** The CSV; the checksum is {@code sha256:} and hexadecimal digits, rows are without the header. */
    record Output(String bucket, String key, String eTag, long size, long rows, String checksum) {}

    /** The rejected rows; without any, the key is null: a file of rejects that lies there then belongs to an older CSV. */
    record Rejects(String key, long rows) {}
}
