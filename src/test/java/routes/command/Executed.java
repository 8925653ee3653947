package routes.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What a command did.
 *
 * @param exitCode for the shell
 * @param out what it printed
 * @param err what it complained of
 */
record Executed(int exitCode, String out, String err) {

    /** Executes a command against a Sluice. */
    static Executed against(FakeSluice sluice, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--url");
        all.add(sluice.url());
        return command(all.toArray(String[]::new));
    }

    static Executed command(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = Sluice.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        return new Executed(line.execute(arguments), out.toString(), err.toString());
    }
}
