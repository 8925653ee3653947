package sandbox;

/** The store refuses a request, with the status and the code that MinIO answers. */
final class StoreRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    StoreRefusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    /** The answer's body. */
    String xml() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + getMessage()
                + "</Message><Resource></Resource><RequestId>sandbox</RequestId></Error>";
    }
}
