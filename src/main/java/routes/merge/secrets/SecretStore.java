package routes.merge.secrets;

import java.io.IOException;

import routes.shared.InvalidInputException;

/** Where secrets are kept. Safe for concurrent use. */
interface SecretStore {

    /**
     * The secret as it is now.
     *
     * @throws InvalidInputException if it is not there, or may not be read
     * @throws IOException if the store of secrets does not answer, or not now; trying again may help
     */
    Version fetch(String name) throws IOException;

    /**
     * One version of a secret.
     *
     * @param text what is secret; never to be shown
     * @param version which version that is; may be shown
     */
    record Version(String text, String version) {

        @Override
        public String toString() {
            return "Version[" + version + "]";
        }
    }
}
