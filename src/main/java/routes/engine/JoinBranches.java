package routes.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/**
 * Joins the branches of a multicast. A branch that has to wait makes the whole run wait, whatever the others did; else a branch
 * that failed makes it fail. Camel's own strategy would let only the last branch's exception through.
 */
@Unremovable
@Named("joinBranches")
@ApplicationScoped
class JoinBranches implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange joined, Exchange branch) {
        if (joined == null) {
            return branch;
        }
        branch.getVariables().forEach((name, value) -> joined.setVariable(name, value));
        var first = joined.getException();
        var second = branch.getException();
        if (second != null && (first == null || !(first instanceof RunSuspended) && second instanceof RunSuspended)) {
            joined.setException(second);
        }
        return joined;
    }
}
