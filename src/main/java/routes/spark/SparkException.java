package routes.spark;

import java.io.IOException;

/** A cluster did not answer, or not as it should; asking it again may help. */
class SparkException extends IOException {

    SparkException(String message) {
        super(message);
    }

    SparkException(String message, Throwable cause) {
        super(message, cause);
    }
}
