package routes.merge;

/**
 * How a merge ended; remembered as the result of the run's step.
 *
 * @param entry name of the entry
 * @param output bucket and key of the CSV
 * @param records rows of the CSV, without the header
 * @param matched records that have a row in the table
 * @param unmatched rows of the table whose id is in no record
 * @param rejected what was no record
 * @param checksum SHA-256 of the CSV's bytes in hexadecimal
 * @param secretVersion version of the secret that was used
 * @param report of unmatched rows, for Slack; null without any
 * @param success for Slack
 */
public record MergedCsv(
        String entry,
        String output,
        long records,
        long matched,
        long unmatched,
        long rejected,
        String checksum,
        String secretVersion,
        String report,
        String success) {}
