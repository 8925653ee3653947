package routes.engine;

import java.util.Collection;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.quarkus.arc.Unremovable;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SendDefinition;

/**
 * Brings the line breaks of parameters to their action: lists with an entry on each line, and texts of several lines. Camel makes
 * parameters part of an address, and drops line breaks where it puts an address in order.
 */
@Unremovable
@Named("lineBreaks")
@Singleton
public class LineBreaks extends ModelLifecycleStrategySupport {

    /** Stands for a line break in an address; nobody uses it otherwise. */
    private static final char BREAK = '\uE00A';

    private static final Pattern SETTING = Pattern.compile("\\{\\{(routes\\.[^}:]+)(?::[^}]*)?\\}\\}");

    private final CamelContext camel;

    LineBreaks(CamelContext camel) {
        this.camel = camel;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void onAddRouteDefinition(RouteDefinition route) {
        Collection<SendDefinition> steps =
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), SendDefinition.class);
        for (SendDefinition step : steps) {
            if (step.getUri() != null) {
                var uri = SETTING.matcher(step.getUri()).replaceAll(this::value);
                step.setUri(uri.replace('\n', BREAK));
            }
        }
    }

    /**
     * A setting of several lines takes its place now; Camel would only do so when it is too late. A route that is just being made of
     * a Kamelet knows no context yet.
     */
    private String value(MatchResult setting) {
        var value = camel.getPropertiesComponent().resolveProperty(setting.group(1));
        return Matcher.quoteReplacement(
                value.filter(text -> text.contains("\n")).orElse(setting.group()));
    }

    /** Puts the line breaks back. */
    static void restore(Map<String, Object> parameters) {
        parameters.replaceAll((name, value) -> value instanceof String text ? text.replace(BREAK, '\n') : value);
    }
}
