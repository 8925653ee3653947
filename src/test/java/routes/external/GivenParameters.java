package routes.external;

import java.util.HashMap;
import java.util.Map;

import routes.engine.Action;

/** Parameters of a step, as its Kamelet would hand them over, without expressions. */
public final class GivenParameters {

    private GivenParameters() {}

    /** Parameters by name. */
    public static Parameters of(Map<String, String> parameters) {
        return new Parameters(new Action.Call(null, "some-step", null, false, null, new HashMap<>(parameters), null));
    }
}
