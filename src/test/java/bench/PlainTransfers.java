package bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * What is left of a merge from S3 to S3 if nothing is merged: the object is fetched, then a file is sent in parts, one after
 * the other. Arguments: the object as {@code s3://bucket/key}, the file, the store's endpoint, access key and secret.
 */
public final class PlainTransfers {

    /** Held, because a logger that nobody holds forgets its level. */
    private static final Logger LOGS = Logger.getLogger("");

    private static final String KEY = "plain.csv";
    private static final int PART_SIZE = 8 * 1024 * 1024;

    private PlainTransfers() {}

    public static void main(String[] arguments) throws IOException {
        LOGS.setLevel(Level.WARNING);
        var object = URI.create(arguments[0]);
        var login = StaticCredentialsProvider.create(AwsBasicCredentials.create(arguments[3], arguments[4]));
        try (var store = S3Client.builder()
                .endpointOverride(URI.create(arguments[2]))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(login)
                .build()) {
            download(store, object.getHost(), object.getPath().substring(1));
            upload(store, object.getHost(), Path.of(arguments[1]));
        }
    }

    private static void download(S3Client store, String bucket, String key) throws IOException {
        var buffer = new byte[256 * 1024];
        try (var in = store.getObject(request -> request.bucket(bucket).key(key))) {
            var count = 0;
            while (count >= 0) {
                count = in.read(buffer);
            }
        }
    }

    private static void upload(S3Client store, String bucket, Path file) throws IOException {
        var id = store.createMultipartUpload(upload -> upload.bucket(bucket).key(KEY))
                .uploadId();
        var parts = new ArrayList<CompletedPart>();
        try (var in = Files.newInputStream(file)) {
            for (var part = in.readNBytes(PART_SIZE); part.length > 0; part = in.readNBytes(PART_SIZE)) {
                var number = parts.size() + 1;
                var sent = store.uploadPart(
                        upload -> upload.bucket(bucket).key(KEY).uploadId(id).partNumber(number),
                        RequestBody.fromBytes(part));
                parts.add(CompletedPart.builder()
                        .partNumber(number)
                        .eTag(sent.eTag())
                        .build());
            }
        }
        store.completeMultipartUpload(
                upload -> upload.bucket(bucket).key(KEY).uploadId(id).multipartUpload(all -> all.parts(parts)));
    }
}
