package bench;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import sandbox.PackagedApplication;

/** How long a listing of very many objects takes that are all known, and what memory it needs. */
final class ListingBench {

    private static final int OBJECTS = 1_000_000;
    private static final String STEP = "from step s join run r on r.id = s.run_id where r.route = 'intake.reconcile' "
            + "and s.id = 'list-buckets' and s.state = 'succeeded'";

    private static final String FORGET = "delete from run where route = 'intake.reconcile'";

    private final World world;
    private final Report report;

    ListingBench(World world, Report report) {
        this.world = world;
        this.report = report;
    }

    void run() throws IOException, SQLException, InterruptedException {
        report.say("listing: " + OBJECTS + " objects, all known to the ledger by their pushed events");
        try (var store = new ListingStore(OBJECTS);
                var application = world.application(settings(store, false), List.of())) {
            application.start().awaitReady();
            var idle = LiveHeap.mebibytes(application.process());
            application.stop();
            fill();
            list(store, idle);
        }
    }

    private void list(ListingStore store, double idle) throws SQLException, IOException, InterruptedException {
        try (var application = world.sameLedger(settings(store, true), List.of());
                var ledger = world.ledger()) {
            application.start().awaitReady();
            awaitListing(ledger, application, false);
            var timed = ledger.number("select extract(epoch from s.finished_at - s.started_at) " + STEP);
            var result = ledger.text("select s.result " + STEP);
            if (!result.contains("\"seen\":" + OBJECTS) || !result.contains("\"healed\":0")) {
                throw new IllegalStateException("the listing did not know all objects: " + result);
            }
            report.add(Figure.below("listing of 1,000,000 known keys", timed, "s", 60));
            application.stop();

            ledger.execute(FORGET);
            application.start().awaitReady();
            var highest = awaitListing(ledger, application, true);
            report.add(Figure.below("listing, live heap more than idle", highest - idle, "MiB", 64));
            report.say("  " + result);
        }
    }

    /** Returns the most live heap that was seen meanwhile, where it is looked at: a look takes time. */
    private double awaitListing(Ledger ledger, PackagedApplication application, boolean heap)
            throws SQLException, IOException, InterruptedException {
        var highest = 0.0;
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (ledger.number("select count(*) " + STEP) == 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the listing does not end; the log says:\n" + application.logText());
            }
            if (heap) {
                highest = Math.max(highest, LiveHeap.mebibytes(application.process()));
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return highest;
    }

    private Map<String, String> settings(ListingStore store, boolean watched) {
        var settings = new HashMap<String, String>();
        settings.put("MINIO_ENDPOINT", store.endpoint());
        settings.put("MINIO_ACCESS_KEY", "bench");
        settings.put("MINIO_SECRET_KEY", "bench-secret");
        settings.put("ROUTES_INTAKE_LISTING_CRON", "0 0 1 1 *");
        if (watched) {
            settings.put("ROUTES_INTAKE_BUCKETS_BENCH_BUCKET", World.BUCKET);
        }
        return settings;
    }

    private void fill() throws SQLException, IOException {
        try (var ledger = world.ledger()) {
            int batch = 50_000;
            for (int first = 0; first < OBJECTS; first += batch) {
                var rows = new StringBuilder(batch * 250);
                for (int number = first; number < first + batch; number++) {
                    append(rows, number);
                }
                ledger.copy(
                        "copy event (identity, object, source, name, created, bucket, key, raw_key, e_tag, sequencer,"
                                + " size, event_time) from stdin",
                        new StringReader(rows.toString()));
            }
            ledger.execute("analyze event");
            ledger.execute(FORGET);
            ledger.require(OBJECTS, "select count(*) from event");
        }
    }

    private static void append(StringBuilder rows, int number) {
        var event = ListedObjects.event(World.BUCKET, number);
        rows.append(event.identity()).append('\t');
        rows.append(event.object()).append("\twebhook\t").append(event.name()).append("\ttrue\t");
        rows.append(event.bucket())
                .append('\t')
                .append(event.key())
                .append('\t')
                .append(event.key());
        rows.append('\t').append(event.eTag()).append('\t').append(event.sequencer());
        rows.append('\t').append(event.size()).append('\t').append(event.time()).append('\n');
    }
}
