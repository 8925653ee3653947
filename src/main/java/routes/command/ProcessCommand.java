package routes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import routes.rosbag.Recording;
import routes.rosbag.StandaloneProcessor;
import routes.shared.InvalidInputException;

/** Turns one recording into a CSV, here and now: what a container does for {@code routes.rosbag.processor=kubernetes}. */
@Command(
        name = "process",
        mixinStandardHelpOptions = true,
        description = "Turn one recording into a CSV, without the application and its ledger.",
        footer = {
            "",
            "What is not given as an option is taken from RECORDING_BUCKET, RECORDING_KEY, RECORDING_VERSION_ID,",
            "RECORDING_ETAG, RECORDING_EVENT_ID and RECORDING_RUN_ID. The store is that of MINIO_ENDPOINT,"
                    + " MINIO_ACCESS_KEY",
            "and MINIO_SECRET_KEY, the rest as in the settings routes.store and routes.rosbag.",
            "Exit codes: 0 done, 42 the recording never heals, 1 trying again may help."
        })
final class ProcessCommand implements Callable<Integer> {

    /** What Java takes for bytes that mean nothing in the locale. */
    private static final char UNREADABLE = '\ufffd';

    private static final String UTF_8 = "UTF-8";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec command;

    @Option(names = "--bucket", paramLabel = "<bucket>", description = "Bucket of the recording.")
    private String bucket;

    @Option(names = "--key", paramLabel = "<key>", description = "Its key, not encoded.")
    private String key;

    @Option(names = "--version-id", paramLabel = "<version>", description = "Its version in a versioned bucket.")
    private String versionId;

    @Option(names = "--etag", paramLabel = "<tag>", description = "The tag it must have; any, if none is given.")
    private String eTag;

    @Option(names = "--event-id", paramLabel = "<number>", description = "The event that told of it, for the receipt.")
    private String eventId;

    @Option(names = "--run-id", paramLabel = "<id>", description = "What asked for it, for the receipt.")
    private String runId;

    @Option(names = "--result", paramLabel = "<file>", description = "Write the result to this file, too.")
    private Path result;

    @Override
    public Integer call() throws IOException {
        try {
            var done = JSON.writeValueAsString(StandaloneProcessor.process(recording()));
            command.commandLine().getOut().println(done);
            if (result != null) {
                Files.writeString(result, done);
            }
            return ExitCodes.OK;
        } catch (InvalidInputException e) {
            return complain(e.getMessage(), ExitCodes.INVALID_INPUT);
        } catch (IOException | RuntimeException e) {
            return complain(e.getClass().getSimpleName() + ": " + e.getMessage(), ExitCodes.NOT_FOUND);
        }
    }

    private Recording recording() {
        return new Recording(
                given(bucket, "RECORDING_BUCKET"),
                given(key, "RECORDING_KEY"),
                given(versionId, "RECORDING_VERSION_ID"),
                given(eTag, "RECORDING_ETAG"),
                number(given(eventId, "RECORDING_EVENT_ID")),
                given(runId, "RECORDING_RUN_ID"));
    }

    /** An option, or else a variable; read as it is, because keys may hold what the parser of options would take for its own. */
    private static String given(String option, String variable) {
        var value = option == null ? System.getenv(variable) : option;
        if (value != null && value.indexOf(UNREADABLE) >= 0 && !UTF_8.equals(System.getProperty("sun.jnu.encoding"))) {
            throw new InvalidInputException(variable + " cannot be read in this locale: set LC_ALL=C.UTF-8");
        }
        return value == null || value.isBlank() ? null : value;
    }

    private static Long number(String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("the event " + text + " is no number", e);
        }
    }

    private int complain(String message, int exitCode) {
        command.commandLine().getErr().println(Text.printable(message));
        return exitCode;
    }
}
