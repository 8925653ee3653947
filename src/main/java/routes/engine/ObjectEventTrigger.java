package routes.engine;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.Exchange;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;

import routes.ledger.ObjectEvent;
import routes.ledger.Verdict;

/** Begins a route for the events of objects, and says of each event why it does or does not. */
final class ObjectEventTrigger extends TriggerConsumer implements EventTrigger {

    private static final String ALL_CREATED = "ObjectCreated:*";

    private static final Pattern FIELD = Pattern.compile("\\$\\{body\\.[A-Za-z]+}");

    private final ObjectEventEndpoint endpoint;
    private final List<String> names;
    private Predicate when;

    ObjectEventTrigger(ObjectEventEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.names = endpoint.eventNames();
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        if (!endpoint.getWhen().isBlank()) {
            when = endpoint.getCamelContext().resolveLanguage("simple").createPredicate(endpoint.getWhen());
        }
    }

    @Override
    public String kind() {
        return "object-event";
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of(
                "bucket", endpoint.getBucket(),
                "prefix", endpoint.getPrefix(),
                "suffix", endpoint.getSuffix(),
                "events", endpoint.getEvents(),
                "when", endpoint.getWhen());
    }

    @Override
    public Limits limits() {
        return endpoint.limits();
    }

    @Override
    public Verdict decide(ObjectEvent event) {
        if (event.isTest()) {
            return skip("a test event: the store tries whether it is heard");
        }
        if (!event.bucket().equals(endpoint.getBucket())) {
            return skip("bucket is " + event.bucket() + ", not " + endpoint.getBucket());
        }
        if (names.stream().noneMatch(name -> matches(name, event))) {
            return skip("event " + event.name() + " is not among " + endpoint.getEvents());
        }
        if (!event.key().startsWith(endpoint.getPrefix())) {
            return skip("key " + event.key() + " does not begin with " + endpoint.getPrefix());
        }
        if (!event.key().endsWith(endpoint.getSuffix())) {
            return skip("key " + event.key() + " does not end with " + endpoint.getSuffix());
        }
        return when == null ? begin() : decideByExpression(event);
    }

    private Verdict decideByExpression(ObjectEvent event) {
        try {
            var exchange = new DefaultExchange(endpoint.getCamelContext());
            exchange.getMessage().setBody(event);
            return when.matches(exchange) ? begin() : skip("not so: " + endpoint.getWhen() + seen(exchange));
        } catch (RuntimeException e) {
            return skip("the expression " + endpoint.getWhen() + " failed: " + Failures.describe(e));
        }
    }

    /** The values of the fields that the expression names, so that nobody has to look for them in the event. */
    private String seen(Exchange exchange) {
        var simple = endpoint.getCamelContext().resolveLanguage("simple");
        return FIELD.matcher(endpoint.getWhen())
                .results()
                .map(MatchResult::group)
                .distinct()
                .map(field ->
                        ", " + field + " is " + simple.createExpression(field).evaluate(exchange, String.class))
                .collect(Collectors.joining());
    }

    /**
     * An asterisk stands for the versions that appeared or went, not for tags and retention: those would start the work again
     * each time it marks its own input.
     */
    private static boolean matches(String name, ObjectEvent event) {
        if (name.equals(ALL_CREATED)) {
            return event.created();
        }
        return name.endsWith("*")
                ? event.name().startsWith(name.substring(0, name.length() - 1))
                : event.name().equals(name);
    }

    private Verdict begin() {
        return Verdict.start(routeId(), "passes every rule of the route");
    }

    private Verdict skip(String reason) {
        return Verdict.skip(routeId(), reason);
    }
}
