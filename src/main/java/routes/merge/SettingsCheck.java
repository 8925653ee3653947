package routes.merge;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;

import routes.engine.Schedule;
import routes.shared.InvalidInputException;

/** Sees that settings are such as can be meant. Those of one entry stop that entry only, any other stops the start. */
@ApplicationScoped
class SettingsCheck {

    private static final String PREFIX = "routes.merge.";
    private static final long MOST = Integer.MAX_VALUE;
    private static final int MEBIBYTE = 1024 * 1024;

    /** By the rules of S3. */
    private static final int SMALLEST_PART = 5 * MEBIBYTE;

    /** Parameters that PostgreSQL and MySQL take with one query. */
    private static final int LARGEST_BATCH = 65_535;

    private final MergeConfig config;

    SettingsCheck(MergeConfig config) {
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        check(config);
    }

    /** @throws InvalidInputException at the first that cannot be meant */
    static void check(MergeConfig config) {
        require(-1, config.attempts(), MOST, "attempts");
        requireTime(config.refresh(), "refresh");
        requireTime(config.configRetry(), "config-retry");
        requireTime(config.database().connectTimeout(), "database.connect-timeout");
        requireTime(config.database().queryTimeout(), "database.query-timeout");
        var part = config.partSize().asLongValue();
        if (part < SMALLEST_PART || part > MOST) {
            throw new InvalidInputException(
                    PREFIX + "part-size is " + part + " bytes; use a size from 5M to 2047M, as 16M");
        }
    }

    /**
     * @param entry whose settings they are
     * @throws InvalidInputException at the first that cannot be meant
     */
    static void check(String entry, MergeConfig.EntrySettings settings) {
        var of = "entries." + entry + ".";
        require(1, settings.fetchSize(), MOST, of + "fetch-size");
        require(-1, settings.attempts().orElse(0), MOST, of + "attempts");
        settings.connection().connectTimeout().ifPresent(time -> requireTime(time, of + "connection.connect-timeout"));
        settings.connection().queryTimeout().ifPresent(time -> requireTime(time, of + "connection.query-timeout"));
        require(0, settings.maxRejects(), Long.MAX_VALUE, of + "max-rejects");
        require(0, settings.unmatchedShown(), MOST, of + "unmatched-shown");
        require(0, settings.lookUpFactor(), MOST, of + "look-up-factor");
        require(1, settings.lookUpBatch(), LARGEST_BATCH, of + "look-up-batch");
        if (settings.schedule().isPresent()) {
            try {
                Schedule.check(settings.schedule().get(), settings.timeZone());
            } catch (InvalidInputException e) {
                throw new InvalidInputException(
                        PREFIX + of + "schedule or time-zone cannot be meant: " + e.getMessage(), e);
            }
        }
    }

    private static void require(long least, long value, long most, String setting) {
        if (value < least || value > most) {
            throw new InvalidInputException(PREFIX + setting + " is " + value + "; use a number from " + least
                    + (most < MOST ? " to " + most : " on"));
        }
    }

    private static void requireTime(Duration time, String setting) {
        if (time.isNegative() || time.isZero() || time.toMillis() > MOST) {
            throw new InvalidInputException(
                    PREFIX + setting + " is " + time + "; use a time of up to 24 days, as 10s or 5m");
        }
    }
}
