package routes.merge.join;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

import routes.merge.json.JsonSource;

/** A JSON object in memory. */
public record JsonDouble(byte[] bytes) implements JsonSource {

    /** Of a text, in UTF-8. */
    public static JsonDouble of(String text) {
        return new JsonDouble(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same, compressed. */
    public JsonDouble zipped() {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JsonDouble(zipped.toByteArray());
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public long size() {
        return bytes.length;
    }
}
