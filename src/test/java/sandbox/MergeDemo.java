package sandbox;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows a JSON object and a table that become one CSV, rows that no record asks for, and an entry whose table is missing. */
final class MergeDemo implements DemoPipeline {

    private static final String INPUT = "merge-input";
    private static final String OUTPUT = "merge-output";
    private static final String DATABASE = "demo";

    private static final String RECORDS = """
        [
          {"id": 1, "customer": "Ada",   "total": 12.50, "tags": ["new", "paid"]},
          {"id": "2", "customer": null,  "total": 99999999999999999999.10},
          {"id": 3, "customer": "Grace", "note": "ships \\"soon\\""},
          {"id": 9, "customer": "Edsger"}
        ]
        """;

    private static final String CSV = """
        id,customer,total,tags,note,city,since
        1,Ada,12.50,"[""new"",""paid""]",,London,2024-02-29
        2,Barbara,99999999999999999999.10,,,Boston,2025-01-31
        3,Grace,7.00,,"ships ""soon""\",New York,
        9,Edsger,,,,,
        """;

    private static final String UNMATCHED = """
        id,customer,city,total,since
        4,Donald,Stanford,3.00,2026-11-20
        5,Tony,Oxford,,
        """;

    @Override
    public String word() {
        return "merge";
    }

    @Override
    public String describe() {
        return "a JSON object and a table become one CSV; an entry without its table is parked";
    }

    @Override
    public Set<Server> servers() {
        return Set.of(Server.POSTGRES, Server.STORE, Server.SLACK, Server.MARIADB, Server.SECRETS);
    }

    @Override
    public Map<String, String> settings(DemoWorld world) {
        var secrets = world.sandbox().secrets();
        var settings = new HashMap<String, String>();
        settings.put("routes.merge.config-file", "s3://" + INPUT + "/configs.json");
        settings.put("routes.merge.secrets.endpoint", secrets.endpoint().toString());
        settings.put("routes.merge.secrets.access-key", secrets.accessKey());
        settings.put("routes.merge.secrets.secret", secrets.secret());
        return settings;
    }

    @Override
    public void prepare(DemoWorld world) {
        world.createBucket(INPUT);
        world.createBucket(OUTPUT);
        fillTable(world.sandbox().mariaDb());
        secret(world, "onewonder", "customers");
        secret(world, "forgotten", "no_such_table");
        upload(world, "configs.json", configs(world));
        upload(world, "onewonder.json", RECORDS);
        upload(world, "forgotten.json", RECORDS);
    }

    private static void fillTable(SandboxMariaDb mariaDb) {
        mariaDb.createDatabase(DATABASE);
        try (var connection =
                        DriverManager.getConnection(mariaDb.jdbcUrl(DATABASE), mariaDb.user(), mariaDb.password());
                var statement = connection.createStatement()) {
            statement.execute("create table customers (id int primary key, customer varchar(40), city varchar(40),"
                    + " total decimal(10,2), since date)");
            statement.execute("insert into customers values (1, 'A. L.', 'London', 1.00, '2024-02-29'),"
                    + " (2, 'Barbara', 'Boston', 2.00, '2025-01-31'), (3, null, 'New York', 7.00, null),"
                    + " (4, 'Donald', 'Stanford', 3.00, '2026-11-20'), (5, 'Tony', 'Oxford', null, null)");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill the table", e);
        }
    }

    private static void secret(DemoWorld world, String entry, String table) {
        var mariaDb = world.sandbox().mariaDb();
        world.sandbox()
                .secrets()
                .put(
                        "rds-secret-" + entry,
                        Map.of(
                                "username",
                                mariaDb.user(),
                                "password",
                                mariaDb.password(),
                                "table_name",
                                table,
                                "db_name",
                                DATABASE));
    }

    private static String configs(DemoWorld world) {
        return "{\"configs\": {" + entry(world, "onewonder") + ", " + entry(world, "forgotten") + "}}";
    }

    private static String entry(DemoWorld world, String name) {
        return """
            "%1$s": {
              "SecretsManager": {"username": "db_username", "password": "db_password", "table_name": "table_name", "db_name": "database_name"},
              "S3": {"source_bucket": "%2$s", "source_key": "%1$s.json", "destination_bucket": "%3$s", "destination_file": "%1$s.csv"},
              "slack": {"slack_webhook": "%4$s"},
              "Database": {"endpoint": "localhost", "dbtype": "mariadb", "port": "%5$d"}}\
            """.formatted(
                        name,
                        INPUT,
                        OUTPUT,
                        world.sandbox().slack().webhook(),
                        world.sandbox().mariaDb().port());
    }

    private static void upload(DemoWorld world, String key, String text) {
        world.upload(INPUT, key, text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void feed(DemoWorld world) {
        world.api().post("/api/routes/merge.onewonder/runs", "{\"entry\": \"onewonder\"}");
        world.api().post("/api/routes/merge.forgotten/runs", "{\"entry\": \"forgotten\"}");
    }

    @Override
    public String expected() {
        return "the CSV, 2 unmatched rows and a receipt; 1 parked; 3 messages on Slack";
    }

    @Override
    public DemoSight look(DemoWorld world) {
        var keys = world.keys(OUTPUT, "");
        var csv = keys.contains("onewonder.csv") && CSV.equals(world.read(OUTPUT, "onewonder.csv"));
        var unmatched = keys.contains("onewonder.csv.unmatched.csv")
                && UNMATCHED.equals(world.read(OUTPUT, "onewonder.csv.unmatched.csv"));
        var receipt = keys.contains("onewonder.csv.receipt.json");
        var parked = world.api()
                .items("/api/runs?route=merge.forgotten&state=parked&limit=10")
                .size();
        var told = world.sandbox().slack().messages().stream()
                .filter(message ->
                        message.text().contains("onewonder") || message.text().contains("merge.forgotten"))
                .count();
        var seen = (csv ? "the CSV" : "no CSV yet") + ", " + (unmatched ? "2 unmatched rows" : "no unmatched rows yet")
                + (receipt ? " and a receipt" : "") + "; " + parked + " parked; " + told + " messages on Slack";
        return new DemoSight(seen, csv && unmatched && receipt && parked == 1 && told == 3);
    }

    @Override
    public List<String> details(DemoWorld world) {
        var lines = new ArrayList<String>();
        show(lines, "the records, " + INPUT + "/onewonder.json", RECORDS);
        show(
                lines,
                "the table, " + DATABASE + ".customers",
                rows(world.sandbox().mariaDb()));
        show(lines, "the CSV, " + OUTPUT + "/onewonder.csv", world.read(OUTPUT, "onewonder.csv"));
        show(
                lines,
                "rows that no record asks for, " + OUTPUT + "/onewonder.csv.unmatched.csv",
                world.read(OUTPUT, "onewonder.csv.unmatched.csv"));
        return lines;
    }

    private static String rows(SandboxMariaDb mariaDb) {
        try (var connection =
                        DriverManager.getConnection(mariaDb.jdbcUrl(DATABASE), mariaDb.user(), mariaDb.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select concat_ws(' | ', id, coalesce(customer, 'NULL'), city,"
                        + " coalesce(total, 'NULL'), coalesce(since, 'NULL')) from customers order by id")) {
            var text = new StringBuilder("id | customer | city | total | since\n");
            while (rows.next()) {
                text.append(rows.getString(1)).append('\n');
            }
            return text.toString();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the table", e);
        }
    }

    private static void show(List<String> lines, String title, String text) {
        lines.add("  " + title + ":");
        text.lines().map(line -> "    " + line).forEach(lines::add);
    }
}
