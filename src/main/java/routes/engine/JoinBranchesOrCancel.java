package routes.engine;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Joins the branches of a multicast as {@link JoinBranches} does, but the first that fails ends those that still go on. */
@Unremovable
@Named("joinBranchesOrCancel")
@ApplicationScoped
class JoinBranchesOrCancel implements AggregationStrategy {

    private final JoinBranches join;

    JoinBranchesOrCancel(JoinBranches join) {
        this.join = join;
    }

    @Override
    public Exchange aggregate(Exchange joined, Exchange branch) {
        var failure = branch.getException();
        if (failure != null && !(failure instanceof RunSuspended)) {
            branch.getProperty(Run.PROPERTY, Run.class).cutShort(failure);
        }
        return join.aggregate(joined, branch);
    }
}
