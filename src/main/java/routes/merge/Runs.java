package routes.merge;

import java.io.IOException;

/** What comes of the parts, brought back into the order that was before they were divided. */
final class Runs {

    private final Log order;
    private final Log[] runs = new Log[Partitions.COUNT + 1];

    /** Takes an entry; one without length stands for a row of which nothing came. */
    interface Sink {
        void accept(byte[] data, int start, int length) throws IOException;
    }

    /** @param order the part of each row */
    Runs(Log order) {
        this.order = order;
    }

    /**
     * What came of a part: an entry for each of its rows. Parts may be put by several threads.
     *
     * @param run null if nothing came of any of them
     */
    void put(int part, Log run) {
        runs[part] = run;
    }

    void forEach(Sink sink) throws IOException {
        var readers = new Log.Reader[runs.length];
        for (var i = 0; i < runs.length; i++) {
            readers[i] = runs[i] == null ? null : runs[i].reader();
        }
        var parts = order.reader();
        for (var part = parts.nextByte(); part >= 0; part = parts.nextByte()) {
            var reader = readers[part];
            if (reader == null) {
                sink.accept(null, 0, 0);
            } else {
                reader.next();
                sink.accept(reader.data, reader.start, reader.length);
            }
        }
    }
}
