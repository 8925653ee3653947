package routes.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import routes.shared.Dependency;
import routes.shared.InvalidInputException;

/** Looks whether the Spark clusters of the settings answer, and have workers. */
@ApplicationScoped
class SparkDependency implements Dependency {

    private final SparkClusters clusters;

    SparkDependency(SparkClusters clusters) {
        this.clusters = clusters;
    }

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public List<Finding> check() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var name : clusters.names()) {
            findings.add(pages(name));
            findings.add(submissions(name));
        }
        return findings;
    }

    private Finding pages(String name) throws InterruptedException {
        var what = "pages of Spark cluster " + name;
        try {
            var workers = clusters.cluster(name).pages().state().workers();
            return workers > 0
                    ? Finding.good(what, "workers alive: " + workers)
                    : Finding.warning(what, "there is no worker, so applications wait: start one");
        } catch (InvalidInputException | IOException e) {
            return Finding.broken(what, e.getMessage());
        }
    }

    private Finding submissions(String name) throws InterruptedException {
        var what = "submission server of Spark cluster " + name;
        try {
            // Nothing is called so, and a server that is one says that.
            clusters.cluster(name).server().status("driver-of-nobody");
            return Finding.good(what, "takes submissions");
        } catch (InvalidInputException | IOException e) {
            return Finding.broken(what, e.getMessage() + "; is spark.master.rest.enabled true on the master?");
        }
    }
}
