package routes.shared;

/** Tells a pipeline whether events of a bucket are asked for, so that it can say so where it waits for some in vain. */
public interface EventBuckets {

    /** Whether the bucket is watched as a whole, or with the beginning that the key has. */
    boolean watches(String bucket, String key);
}
