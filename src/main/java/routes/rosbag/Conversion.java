package routes.rosbag;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;

import routes.shared.InvalidInputException;

/**
 * Reads a recording's rows and writes each either to the CSV or to the rejects. A row with more or with fewer fields than
 * the header is rejected: which of its values would belong to which column is a guess.
 */
final class Conversion {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final RosbagConfig config;
    private final CsvWriter csv;
    private final OutputStream rejects;
    private long written;
    private long rejected;

    /** A row that is not in the CSV: the line it begins in, why, and its fields as CSV text. */
    record Reject(long line, String reason, String text) {}

    Conversion(RosbagConfig config, CsvWriter csv, OutputStream rejects) {
        this.config = config;
        this.csv = csv;
        this.rejects = rejects;
    }

    /** Data rows that were written. */
    long written() {
        return written;
    }

    /** Rows that were rejected. */
    long rejected() {
        return rejected;
    }

    /**
     * Reads all there is.
     *
     * @throws InvalidInputException if the text as a whole is not what it should be, or too many rows are not
     * @throws IOException if the recording cannot be read or a result not be written
     */
    void convert(InputStream recording) throws IOException {
        try (var rows = new RecordingRows(new RecordingText(recording, config.maxRowLength()))) {
            var header = header(rows);
            csv.write(header);
            copy(rows, header.size());
        }
        csv.flush();
    }

    private static List<String> header(RecordingRows rows) throws IOException {
        var row = rows.next();
        while (row != null && isBlank(row)) {
            row = rows.next();
        }
        if (row == null) {
            throw new InvalidInputException("is empty: it has not even a header; upload it again");
        }
        return row;
    }

    private void copy(RecordingRows rows, int columns) throws IOException {
        for (var row = rows.next(); row != null; row = rows.next()) {
            if (row.size() == columns) {
                csv.write(row);
                written++;
            } else if (!isBlank(row)) {
                var reason = "has " + row.size() + " fields, the header has " + columns;
                reject(new Reject(rows.line(), reason, CsvWriter.text(row)));
            }
        }
    }

    private static boolean isBlank(List<String> row) {
        return row.size() == 1 && row.get(0).isEmpty();
    }

    private void reject(Reject reject) throws IOException {
        rejected++;
        if (rejected > maxRejects()) {
            throw new InvalidInputException("has more than the " + maxRejects() + " rejected rows that"
                    + " routes.rosbag.max-rejects allows; the last one, in line " + reject.line() + ", "
                    + reject.reason());
        }
        rejects.write(JSON.writeValueAsBytes(reject));
        rejects.write('\n');
    }

    private long maxRejects() {
        return config.maxRejects().orElse(Long.MAX_VALUE);
    }
}
