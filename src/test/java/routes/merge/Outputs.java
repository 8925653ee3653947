package routes.merge;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps in memory what a merge writes; what was not asked for is null. */
final class Outputs implements MergeOutputs {

    private ByteArrayOutputStream csv;
    private ByteArrayOutputStream unmatched;
    private ByteArrayOutputStream rejects;

    @Override
    public OutputStream csv() {
        csv = new ByteArrayOutputStream();
        return csv;
    }

    @Override
    public OutputStream unmatched() {
        unmatched = new ByteArrayOutputStream();
        return unmatched;
    }

    @Override
    public OutputStream rejects() {
        rejects = new ByteArrayOutputStream();
        return rejects;
    }

    String csvText() {
        return text(csv);
    }

    byte[] csvBytes() {
        return csv.toByteArray();
    }

    String unmatchedText() {
        return text(unmatched);
    }

    String rejectsText() {
        return text(rejects);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes == null ? null : bytes.toString(StandardCharsets.UTF_8);
    }
}
