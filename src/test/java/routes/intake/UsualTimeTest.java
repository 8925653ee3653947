package routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05.678Z",
                "1970-01-01T00:00:00.000Z",
                "9999-12-31T23:59:59.999Z",
                "0000-01-01T00:00:00.000Z",
                "2028-02-29T12:00:00.001Z",
                "2026-12-31T24:00:00.000Z",
                "2016-12-31T23:59:60.000Z",
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.678901234Z",
                "2026-01-02T03:04:05.6789Z",
                "2026-01-02T03:04:05+01:00",
                "2026-01-02t03:04:05.678z"
            })
    void reads_what_the_formatter_reads(String text) {
        assertThat(UsualTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2027-02-29T12:00:00.000Z",
                "2026-13-01T00:00:00.000Z",
                "2026-01-02T25:00:00.000Z",
                "2026-01-02T24:00:00.001Z",
                "2026-01-02 03:04:05.678Z",
                "2026-01-02T03:04:05,678Z",
                "2o26-01-02T03:04:05.678Z",
                "\u0662026-01-02T03:04:05.67Z",
                "2026-01-02T03:04:05.678"
            })
    void refuses_what_the_formatter_refuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> UsualTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
