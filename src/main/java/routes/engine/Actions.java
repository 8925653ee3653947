package routes.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;

/** All actions on board. */
@ApplicationScoped
class Actions {

    private final Map<String, Action> byName;

    Actions(@All List<Action> beans, @All List<ActionSource> sources) {
        var made = sources.stream().flatMap(source -> source.actions().stream());
        byName = Stream.concat(beans.stream(), made)
                .collect(Collectors.toMap(
                        Action::name,
                        Function.identity(),
                        (one, other) -> {
                            throw new IllegalStateException("two actions are called " + one.name());
                        },
                        TreeMap::new));
    }

    /** The action of that name. */
    Optional<Action> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    public String toString() {
        return byName.keySet().toString();
    }
}
