package routes.merge;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import software.amazon.awssdk.services.s3.S3Client;

import routes.shared.StagedObject;

/** A file beside the CSV, which is there if anything was written into it; one of a former merge is emptied otherwise. */
final class SideFile implements Closeable {

    private final String key;
    private final StagedObject object;
    private final MessageDigest digest = sha256();
    private boolean begun;
    private boolean former;
    private String eTag;

    SideFile(S3Client store, StagedObject.Target target) {
        key = target.key();
        object = new StagedObject(store, target);
    }

    /** Looks at what lies there: only that is replaced. */
    void look() {
        former = object.look();
    }

    OutputStream begin() {
        begun = true;
        return new BoxOutput(new DigestOutputStream(object, digest));
    }

    /** Its key, or null if nothing was written. */
    String key() {
        return begun ? key : null;
    }

    void finish() throws IOException {
        object.finish();
    }

    /**
     * Lets it be seen.
     *
     * @param empty what takes the place of a former one if nothing was written
     */
    void publish(byte[] empty) throws IOException {
        if (begun || former) {
            if (!begun) {
                object.write(empty);
            }
            eTag = object.publish();
        }
    }

    /** What the receipt says of it. */
    Receipt.Beside receipt(long rows) {
        return begun
                ? new Receipt.Beside(key, rows, eTag, "sha256:" + HexFormat.of().formatHex(digest.digest()))
                : new Receipt.Beside(null, rows, null, null);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        object.close();
    }
}
