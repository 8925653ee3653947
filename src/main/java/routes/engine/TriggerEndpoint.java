package routes.engine;

import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** Where a triggered route begins. */
abstract class TriggerEndpoint extends DefaultEndpoint {

    private String trigger;

    TriggerEndpoint(String uri, DurableComponent component) {
        super(uri, component);
    }

    @Override
    public DurableComponent getComponent() {
        return (DurableComponent) super.getComponent();
    }

    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("a route begins here; nothing can be sent to " + getEndpointBaseUri());
    }

    /** Id of the Kamelet's own route, by which the route that it begins is found. */
    public String getTrigger() {
        return trigger;
    }

    public void setTrigger(String trigger) {
        this.trigger = trigger;
    }
}
