package sandbox;

import java.io.PrintStream;

/** Says at the demo's end what came to Slack, and where to look next. */
final class DemoReport {

    private DemoReport() {}

    static void print(PrintStream out, DemoWorld world, PackagedApplication sluice) {
        if (world.sandbox().has(Server.SLACK)) {
            out.println("Slack (a stand-in) was told:");
            world.sandbox()
                    .slack()
                    .messages()
                    .forEach(message -> out.println("  " + message.text().replace("\n", "\n  ")));
            out.println();
        }
        out.println("Where to look next:");
        out.println("  API      " + sluice.address().resolve("/api/runs?state=parked"));
        out.println("  health   " + sluice.management().resolve("/q/health"));
        out.println("  metrics  " + sluice.management().resolve("/q/metrics"));
        out.println("  log      " + sluice.log());
        world.sandboxStore()
                .ifPresent(store -> out.println("  store    " + store.endpoint() + "  (S3; access key "
                        + store.accessKey() + ", secret " + store.secret() + ")"));
        out.println("  ledger   " + world.sandbox().postgres().jdbcUrl("sluice") + "  (user "
                + world.sandbox().postgres().user() + ")");
    }
}
