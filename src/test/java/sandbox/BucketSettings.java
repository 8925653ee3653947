package sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notification and lifecycle configurations of the buckets, which the S3 server below does not know of. */
final class BucketSettings {

    /** The only target that events can be pushed to. */
    static final String ARN = "arn:minio:sqs::sluice:webhook";

    private static final String NO_NOTIFICATION =
            "<NotificationConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></NotificationConfiguration>";

    private final Map<String, byte[]> notifications = new ConcurrentHashMap<>();
    private final Map<String, List<NotificationRule>> rules = new ConcurrentHashMap<>();
    private final Map<String, byte[]> lifecycles = new ConcurrentHashMap<>();

    /** Replaces the whole configuration of the bucket. */
    void setNotification(String bucket, byte[] document) throws StoreRefusal {
        rules.put(bucket, NotificationRule.parse(document, ARN));
        notifications.put(bucket, document);
    }

    byte[] notification(String bucket) {
        return notifications.getOrDefault(bucket, NO_NOTIFICATION.getBytes(StandardCharsets.UTF_8));
    }

    boolean wants(StoreChange change) {
        return rules.getOrDefault(change.object().bucket(), List.of()).stream().anyMatch(rule -> rule.wants(change));
    }

    void setLifecycle(String bucket, byte[] document) throws StoreRefusal {
        LifecycleCheck.check(document);
        lifecycles.put(bucket, document);
    }

    byte[] lifecycle(String bucket) throws StoreRefusal {
        var document = lifecycles.get(bucket);
        if (document == null) {
            throw new StoreRefusal(404, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist");
        }
        return document;
    }

    void removeLifecycle(String bucket) {
        lifecycles.remove(bucket);
    }
}
