package routes.airflow;

import java.io.IOException;

/** Takes the lines of a text, one after the other. */
@FunctionalInterface
interface LineSink {

    void take(String line) throws IOException;
}
