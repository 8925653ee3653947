package routes.merge.join;

import java.io.IOException;
import java.io.OutputStream;

/** Where a merge writes to. Each is asked for once at most, written by one thread, flushed, and left open for its owner. */
public interface MergeOutputs {

    /** The merged records. Always asked for, but not before both inputs were read to their ends. */
    OutputStream csv() throws IOException;

    /** Rows whose id is in no record; asked for only if there are some. */
    OutputStream unmatched() throws IOException;

    /** Records that are no records, as JSON lines; asked for only if there are some. */
    OutputStream rejects() throws IOException;
}
