package routes.engine;

import java.util.Map;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

import routes.shared.InvalidInputException;

/** A step of a triggered route. */
public final class StepEndpoint extends DefaultEndpoint {

    private final Action action;
    private String id;
    private Map<String, Object> parameters = Map.of();

    StepEndpoint(String uri, DurableComponent component, Action action) {
        super(uri, component);
        this.action = action;
    }

    @Override
    public DurableComponent getComponent() {
        return (DurableComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        if (id == null || id.isBlank()) {
            throw new InvalidInputException("a step needs an id: write kamelet:NAME/STEP-ID");
        }
        return new StepProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("a step is sent to; a route cannot begin with it");
    }

    @Override
    public boolean isLenientProperties() {
        return true;
    }

    Action action() {
        return action;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    void setParameters(Map<String, Object> parameters) {
        this.parameters = parameters;
    }
}
