package bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import sandbox.PackagedApplication;

/**
 * A request as MinIO sends it, of about 1 KB, in a buffer of its own. Its digits are written anew for each event, so that
 * every one has a key and a sequencer of its own and costs the sender next to nothing.
 */
final class PushedEvent {

    private static final String NUMBER = "00000000000";
    private static final String BODY = """
        {"EventName":"s3:ObjectCreated:Put","Key":"%1$s/drives/2026/11/drive-%2$s%3$s","Records":[{"eventVersion":"2.0",\
        "eventSource":"minio:s3","awsRegion":"","eventTime":"2026-11-20T06:00:00.123Z","eventName":"s3:ObjectCreated:Put",\
        "userIdentity":{"principalId":"recorder"},"requestParameters":{"principalId":"recorder","region":"",\
        "sourceIPAddress":"10.244.0.17"},"responseElements":{"x-amz-id-2":\
        "dd9025bab4ad464b049177c95eb6ebf374d3b3fd1af9251148b658df7ac2e3e8","x-amz-request-id":"17E9C0B1A2B3C4D5",\
        "x-minio-deployment-id":"5c9f3a8e-1d2b-4c6f-9a7e-8b0d1e2f3a4b","x-minio-origin-endpoint":"http://10.96.0.21:9000"},\
        "s3":{"s3SchemaVersion":"1.0","configurationId":"Config","bucket":{"name":"%1$s","ownerIdentity":\
        {"principalId":"recorder"},"arn":"arn:aws:s3:::%1$s"},"object":{"key":"drives%%2F2026%%2F11%%2Fdrive-%2$s%3$s",\
        "size":1048576,"eTag":"%4$s","contentType":"application/octet-stream",\
        "userMetadata":{"content-type":"application/octet-stream"},"sequencer":"17E9C%2$s"}},\
        "source":{"host":"10.244.0.17","port":"","userAgent":"MinIO (linux; amd64) minio-go/v7.0.63"}}]}\
        """;

    private final byte[] request;
    private final int[] numbersAt;

    /**
     * @param bucket of the objects
     * @param suffix of their keys
     */
    PushedEvent(String bucket, String suffix) {
        this(bucket, suffix, "9a0364b9e99bb480dd25e1f0284c8555");
    }

    /** @param tag of the objects' content, which is the same for all */
    PushedEvent(String bucket, String suffix, String tag) {
        var body = BODY.formatted(bucket, NUMBER, suffix, tag);
        var text = "POST /minio-event HTTP/1.1\r\nHost: localhost\r\nUser-Agent: Go-http-client/1.1\r\n"
                + "Authorization: Bearer " + PackagedApplication.TOKEN + "\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        request = text.getBytes(StandardCharsets.UTF_8);
        numbersAt = numbersIn(text);
    }

    /** Key of the object that the event of that number speaks of. */
    static String key(long number, String suffix) {
        return String.format(Locale.ROOT, "drives/2026/11/drive-%011d%s", number, suffix);
    }

    private static int[] numbersIn(String text) {
        var first = text.indexOf(NUMBER);
        var second = text.indexOf(NUMBER, first + NUMBER.length());
        var third = text.indexOf(NUMBER, second + NUMBER.length());
        return new int[] {first, second, third};
    }

    /** Writes the request of that event into a buffer, ready to be sent. */
    void write(long number, ByteBuffer to) {
        for (int at : numbersAt) {
            var rest = number;
            for (int digit = NUMBER.length() - 1; digit >= 0; digit--) {
                request[at + digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        to.clear();
        to.put(request).flip();
    }

    int length() {
        return request.length;
    }
}
