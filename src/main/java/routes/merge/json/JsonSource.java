package routes.merge.json;

import java.io.IOException;
import java.io.InputStream;

/** The JSON object as it is stored: one certain version, which may be compressed by gzip. */
public interface JsonSource {

    /** Its bytes from the beginning; called once for a merge. The caller closes the stream. */
    InputStream open() throws IOException;

    /** Size in bytes as stored. */
    long size();
}
