package sandbox;

/**
 * Something happened to an object.
 *
 * @param name as S3 names it, such as {@code s3:ObjectCreated:Put}
 * @param object the version that appeared, or the one that went
 */
record StoreChange(String name, StoredObject object) {}
