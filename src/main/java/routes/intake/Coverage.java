package routes.intake;

/**
 * What one search of a bucket found.
 *
 * @param bucket the bucket
 * @param prefix the beginning of the keys that were searched
 * @param expected objects of the store that are old enough to be known
 * @param seen how many of them the ledger knew
 * @param healed how many it lacked, which are events now
 * @param young objects left to the push for now
 * @param whole whether the search went through all keys; one that went on after an interruption counts only the rest
 */
public record Coverage(String bucket, String prefix, long expected, long seen, long healed, long young, boolean whole) {

    Coverage plus(int pageExpected, int pageHealed, int pageYoung) {
        return new Coverage(
                bucket,
                prefix,
                expected + pageExpected,
                seen + pageExpected - pageHealed,
                healed + pageHealed,
                young + pageYoung,
                whole);
    }
}
