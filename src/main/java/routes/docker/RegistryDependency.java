package routes.docker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import routes.shared.Dependency;
import routes.shared.InvalidInputException;

/** Looks whether the registries of the settings let us in. The Docker hosts are made to ask, because it is they who pull. */
@ApplicationScoped
class RegistryDependency implements Dependency {

    private final Registries registries;
    private final DockerHosts hosts;

    RegistryDependency(Registries registries, DockerHosts hosts) {
        this.registries = registries;
        this.hosts = hosts;
    }

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public List<Finding> check() throws InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var name : registries.names()) {
            findings.addAll(check(name));
        }
        return findings;
    }

    private List<Finding> check(String name) throws InterruptedException {
        Map<String, String> login;
        try {
            login = registries.login(name);
        } catch (InvalidInputException e) {
            return List.of(Finding.broken("registry " + name, e.getMessage()));
        }
        if (hosts.names().isEmpty()) {
            return List.of(
                    Finding.good("registry " + name, "has a password; there is no Docker host that could try it"));
        }
        var findings = new ArrayList<Finding>();
        for (var host : hosts.names()) {
            findings.add(from(host, name, login));
        }
        return findings;
    }

    private Finding from(String host, String name, Map<String, String> login) throws InterruptedException {
        var what = "registry " + name + " from " + host;
        try {
            hosts.host(host).logIn(login);
            return Finding.good(what, "takes user " + login.get("username"));
        } catch (InvalidInputException e) {
            return Finding.broken(
                    what, e.getMessage() + "; see routes.connections.registry." + name + ".user and .password");
        } catch (IOException e) {
            return Finding.broken(what, e.getMessage() + "; see that the host runs, and can reach the registry");
        }
    }
}
