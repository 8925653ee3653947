package routes.docker;

import java.io.IOException;

/** A Docker host did not answer, or not as it should; asking it again may help. */
class DockerException extends IOException {

    DockerException(String message) {
        super(message);
    }

    DockerException(String message, Throwable cause) {
        super(message, cause);
    }
}
