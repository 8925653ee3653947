package routes.merge.join;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps in memory what a merge writes; what was not asked for is null. */
public final class OutputsDouble implements MergeOutputs {

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

    public String csvText() {
        return text(csv);
    }

    byte[] csvBytes() {
        return csv.toByteArray();
    }

    public String unmatchedText() {
        return text(unmatched);
    }

    public String rejectsText() {
        return text(rejects);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes == null ? null : bytes.toString(StandardCharsets.UTF_8);
    }
}
