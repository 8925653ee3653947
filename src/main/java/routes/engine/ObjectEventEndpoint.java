package routes.engine;

import java.util.Arrays;
import java.util.List;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;

/** Begins a run for each event of an object that passes all its rules. */
public final class ObjectEventEndpoint extends TriggerEndpoint {

    private String bucket;
    private String prefix = "";
    private String suffix = "";
    private String events = "ObjectCreated:*";
    private String when = "";
    private int concurrency;
    private double ratePerSecond;
    private boolean supersede;

    ObjectEventEndpoint(String uri, DurableComponent component) {
        super(uri, component);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        var consumer = new ObjectEventTrigger(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    Trigger.Limits limits() {
        return new Trigger.Limits(concurrency, ratePerSecond, supersede, -1);
    }

    List<String> eventNames() {
        return Arrays.stream(events.split(",")).map(String::trim).toList();
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public String getSuffix() {
        return suffix;
    }

    public void setSuffix(String suffix) {
        this.suffix = suffix;
    }

    public String getEvents() {
        return events;
    }

    public void setEvents(String events) {
        this.events = events;
    }

    public String getWhen() {
        return when;
    }

    public void setWhen(String when) {
        this.when = when;
    }

    public int getConcurrency() {
        return concurrency;
    }

    public void setConcurrency(int concurrency) {
        this.concurrency = concurrency;
    }

    public double getRatePerSecond() {
        return ratePerSecond;
    }

    public void setRatePerSecond(double ratePerSecond) {
        this.ratePerSecond = ratePerSecond;
    }

    public boolean isSupersede() {
        return supersede;
    }

    public void setSupersede(boolean supersede) {
        this.supersede = supersede;
    }
}
