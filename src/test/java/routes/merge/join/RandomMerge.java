package routes.merge.join;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A random object and a random table, and with them what each value is to be in the CSV. */
final class RandomMerge {

    private static final String[] TEXTS = {
        "Ada",
        "",
        " ",
        "a,b",
        "say \"hi\"",
        "two\nlines",
        "back\\slash",
        "ü",
        "日本語",
        "🚀",
        "007",
        "-1",
        "\u0001",
        "\r",
        "\u007f"
    };

    private final Random random;
    private final boolean large;
    private final boolean textIds;
    private final StringBuilder json = new StringBuilder();

    /** Each record's values by column, as they are to be in the CSV; null where one is missing. */
    final List<Map<String, String>> records = new ArrayList<>();

    /** Each record's id, by which it is to find its row. */
    final List<String> recordIds = new ArrayList<>();

    final List<TableColumn> columns = new ArrayList<>();
    final List<List<String>> rows = new ArrayList<>();

    RandomMerge(long seed, boolean large) {
        this.random = new Random(seed);
        this.large = large;
        this.textIds = random.nextBoolean();
        makeRecords(large ? 5_000 : random.nextInt(30));
        makeTable(large ? 5_000 : random.nextInt(30));
    }

    JsonDouble object() {
        var object = JsonDouble.of(json.toString());
        return random.nextBoolean() ? object : object.zipped();
    }

    private void makeRecords(int count) {
        var array = count == 0 || random.nextBoolean();
        json.append(array ? "[" : "");
        for (var i = 0; i < count; i++) {
            json.append(i == 0 ? "" : array ? "," : "\n");
            makeRecord();
        }
        json.append(array ? "]" : "");
    }

    private void makeRecord() {
        var record = new LinkedHashMap<String, String>();
        var fields = new ArrayList<String>();
        var idAt = random.nextInt(3);
        for (var i = 0; i < 6; i++) {
            if (i == idAt) {
                fields.add(text("id") + blank() + ":" + blank() + makeId(record));
            } else if (random.nextInt(4) > 0) {
                var column = "c" + (random.nextInt(20) == 0 ? random.nextInt(30) : i);
                fields.add(text(column) + blank() + ":" + blank() + makeValue(record, column));
            }
        }
        json.append(blank()).append('{').append(blank());
        json.append(String.join(blank() + "," + blank(), fields))
                .append(blank())
                .append('}')
                .append(blank());
        records.add(record);
    }

    private int anyId() {
        return random.nextInt(large ? 6_000 : 40);
    }

    private String makeId(Map<String, String> record) {
        var number = "" + anyId();
        var way = random.nextInt(5);
        // 7.0 is 7 only if the table has numbers.
        recordIds.add(textIds && (way == 1 || way == 4) ? number + ".0" : number);
        switch (way) {
            case 0 -> {
                record.put("id", number);
                return number;
            }
            case 1 -> {
                record.put("id", number + ".0");
                return number + ".0";
            }
            case 4 -> {
                record.put("id", number + ".0");
                return text(number + ".0");
            }
            case 2 -> {
                record.put("id", " " + number);
                return text(" " + number);
            }
            default -> {
                record.put("id", number);
                return text(number);
            }
        }
    }

    private String makeValue(Map<String, String> record, String column) {
        var value = switch (random.nextInt(7)) {
            case 0 -> "null";
            case 1 -> random.nextBoolean() ? "true" : "false";
            case 2 ->
                new BigDecimal(random.nextLong())
                        .movePointLeft(random.nextInt(25))
                        .toString();
            case 3 -> "" + random.nextInt(1000);
            case 4 -> random.nextBoolean() ? "[1,{\"a\":\"b,c\"}]" : "{}";
            default -> null;
        };
        if (value == null) {
            var text = anyText();
            record.put(column, text);
            return text(text);
        }
        record.put(column, value.equals("null") ? null : value);
        return value;
    }

    private String anyText() {
        var text = TEXTS[random.nextInt(TEXTS.length)];
        // Now and then one that is longer than a window of the reader or a block of the log.
        var longest = large && random.nextInt(2000) == 0 ? 300_000 : 3;
        return text.repeat(1 + random.nextInt(longest));
    }

    /** A JSON text with more escapes than are needed. */
    private String text(String value) {
        var text = new StringBuilder("\"");
        value.codePoints().forEach(each -> {
            if (each < ' ' || each == '"' || each == '\\' || random.nextInt(50) == 0) {
                for (var half : Character.toChars(each)) {
                    text.append(String.format("\\u%04x", (int) half));
                }
            } else {
                text.appendCodePoint(each);
            }
        });
        return text.append('"').toString();
    }

    private String blank() {
        return random.nextInt(3) > 0 ? "" : new String[] {" ", "\n", "\t", "\r\n"}[random.nextInt(4)];
    }

    private void makeTable(int count) {
        columns.add(new TableColumn("number", ColumnKind.NUMBER));
        columns.add(new TableColumn("id", textIds ? ColumnKind.TEXT : ColumnKind.NUMBER));
        for (var i = 0; i < 5; i++) {
            columns.add(new TableColumn(random.nextBoolean() ? "c" + i : "t" + i, ColumnKind.TEXT));
        }
        for (var i = 0; i < count; i++) {
            var row = new ArrayList<String>();
            row.add("" + (i + 1));
            var id = "" + anyId();
            row.add(random.nextInt(20) == 0 ? null : textIds ? id : id + ".00");
            for (var column = 2; column < columns.size(); column++) {
                row.add(random.nextInt(4) == 0 ? null : anyText());
            }
            rows.add(row);
        }
    }
}
