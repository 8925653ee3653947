package routes.merge.join;

import java.io.IOException;

/** What comes of the parts, brought back into the order that was before they were divided. */
final class RestoredOrder {

    private final SpillLog order;
    private final SpillLog[] runs = new SpillLog[Partitions.COUNT + 1];

    /** Takes an entry; one without length stands for a row of which nothing came. */
    interface Sink {
        void accept(byte[] data, int start, int length) throws IOException;
    }

    /** @param order the part of each row */
    RestoredOrder(SpillLog order) {
        this.order = order;
    }

    /**
     * What came of a part: an entry for each of its rows. Parts may be put by several threads.
     *
     * @param run null if nothing came of any of them
     */
    void put(int part, SpillLog run) {
        runs[part] = run;
    }

    void forEach(Sink sink) throws IOException {
        var readers = new SpillLog.Reader[runs.length];
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
