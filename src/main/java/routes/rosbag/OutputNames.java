package routes.rosbag;

import java.nio.charset.StandardCharsets;

import routes.shared.InvalidInputException;

/** The keys of one recording's results. */
record OutputNames(String bucket, String csv, String rejects, String receipt) {

    /** Bytes a key may have: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html */
    private static final int LONGEST_KEY = 1024;

    static OutputNames of(Recording recording, RosbagConfig config) {
        var suffix = config.source().suffix();
        var key = recording.key();
        var stem = key.endsWith(suffix) ? key.substring(0, key.length() - suffix.length()) : key;
        var names = new OutputNames(
                config.destination().bucket(), stem + ".csv", stem + ".rejects.jsonl", stem + ".receipt.json");
        names.check(recording);
        return names;
    }

    private void check(Recording recording) {
        if (bucket.equals(recording.bucket())
                && (csv.equals(recording.key())
                        || rejects.equals(recording.key())
                        || receipt.equals(recording.key()))) {
            throw new InvalidInputException("the result would replace the recording itself; set"
                    + " routes.rosbag.destination.bucket to another bucket than " + bucket);
        }
        if (rejects.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new InvalidInputException("the key is too long for the names of the results, which add up to 14"
                    + " characters to it: S3 allows " + LONGEST_KEY + " bytes; upload it under a shorter key");
        }
    }
}
