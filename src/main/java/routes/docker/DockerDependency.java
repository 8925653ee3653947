package routes.docker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import routes.shared.Dependency;
import routes.shared.InvalidInputException;

/** Looks whether the Docker hosts of the settings answer. */
@ApplicationScoped
class DockerDependency implements Dependency {

    private final DockerHosts hosts;

    DockerDependency(DockerHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public List<Finding> check() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var name : hosts.names()) {
            findings.add(check(name));
        }
        return findings;
    }

    private Finding check(String name) throws InterruptedException {
        var what = "Docker host " + name;
        try {
            var host = hosts.host(name);
            host.list(ContainerBody.STEP);
            var speaks = "speaks version " + host.version() + " of Docker's API";
            return hosts.plain(name)
                    ? Finding.warning(
                            what,
                            speaks + ", unprotected: set routes.connections.docker." + name
                                    + ".certificates, and let its engine verify clients")
                    : Finding.good(what, speaks);
        } catch (InvalidInputException | IOException e) {
            return Finding.broken(what, e.getMessage());
        }
    }
}
