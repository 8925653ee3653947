package routes.engine;

import java.util.Collection;

/** A bean that makes actions, rather than being one. */
public interface ActionSource {

    /** The actions, always the same. */
    Collection<Action> actions();
}
