package routes.airflow;

import java.util.function.Function;

/**
 * Something to be asked of Airflow.
 *
 * @param method HTTP method
 * @param resource path below the API's own, with query
 * @param body what becomes JSON, by the version of the API; null for none
 * @param purpose what it is good for, as in "start a run"
 */
record Call(String method, String resource, Function<ApiVersion, Object> body, String purpose) {

    static Call get(String resource, String purpose) {
        return new Call("GET", resource, version -> null, purpose);
    }

    static Call post(String resource, Function<ApiVersion, Object> body, String purpose) {
        return new Call("POST", resource, body, purpose);
    }

    static Call patch(String resource, Object body, String purpose) {
        return new Call("PATCH", resource, version -> body, purpose);
    }

    @Override
    public String toString() {
        return purpose;
    }
}
