package routes.rosbag;

/**
 * How a recording's processing ended; remembered as the result of the run's step.
 *
 * @param outcome whether there is an output
 * @param bucket the output's bucket, or null without one
 * @param output the CSV's key, or null without one
 * @param rejects the key of the rejected rows, or null if there are none
 * @param rows data rows in the CSV, without the header
 * @param rejected rows that are not in the CSV
 * @param size of the CSV in bytes
 * @param checksum SHA-256 of the CSV's bytes in hexadecimal, or null without one
 */
public record ProcessedRecording(
        Outcome outcome,
        String bucket,
        String output,
        String rejects,
        long rows,
        long rejected,
        long size,
        String checksum) {

    /** Whether there is an output. */
    public enum Outcome {
        /** The output is there, complete. */
        PROCESSED,
        /** A newer version has taken its place, in the source or in the output. Nothing was written: that one has its own event. */
        SUPERSEDED
    }

    static ProcessedRecording superseded() {
        return new ProcessedRecording(Outcome.SUPERSEDED, null, null, null, 0, 0, 0, null);
    }
}
