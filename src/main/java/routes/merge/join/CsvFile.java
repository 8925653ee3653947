package routes.merge.join;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import routes.merge.row.ByteBuilder;
import routes.merge.row.CsvText;

/** A CSV on its way out: counted, summed up and handed over in large blocks. */
final class CsvFile {

    private static final int BLOCK = 128 * 1024;

    private final OutputStream out;
    private final ByteBuilder block = new ByteBuilder(BLOCK);
    private final MessageDigest digest = sha256();
    private long size;

    CsvFile(OutputStream out, List<String> header, CsvText csv) {
        this.out = out;
        for (var i = 0; i < header.size(); i++) {
            if (i > 0) {
                block.append(',');
            }
            var name = header.get(i).getBytes(StandardCharsets.UTF_8);
            csv.append(block, name, 0, name.length);
        }
        block.append('\n');
    }

    void write(byte[] data, int start, int length) throws IOException {
        if (block.length + length > BLOCK) {
            handOver();
        }
        block.append(data, start, length);
    }

    /** Hands over what is still held back. */
    void finish() throws IOException {
        handOver();
        out.flush();
    }

    private void handOver() throws IOException {
        digest.update(block.data, 0, block.length);
        out.write(block.data, 0, block.length);
        size += block.length;
        block.clear();
    }

    /** Bytes that were handed over. */
    long size() {
        return size;
    }

    /** Checksum of all bytes, in hexadecimal digits; to be asked for once, after the end. */
    String sha256Hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
