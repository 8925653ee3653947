package routes.spark;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** The pages of masters, which know more than their submission servers do. Safe for concurrent use. */
final class MasterPages {

    private final String cluster;
    private final List<URI> pages;
    private final SparkHttp http;

    MasterPages(String cluster, List<URI> pages, SparkHttp http) {
        this.cluster = cluster;
        this.pages = pages;
        this.http = http;
    }

    /** Where people look. */
    String link() {
        return pages.get(0).toString();
    }

    /** Workers and drivers of the cluster, as the master knows them that is in charge. */
    ClusterState state() throws IOException, InterruptedException {
        SparkException trouble = null;
        for (var page : pages) {
            try {
                var state = http.get(page.resolve("/json/"));
                if (state.path("status").asText().equals("ALIVE")) {
                    return new ClusterState(state);
                }
                trouble = new SparkException("the master of " + cluster + " at " + page.getAuthority()
                        + " is not in charge: " + state.path("status").asText("it does not say how it is"));
            } catch (SparkException e) {
                trouble = e;
            }
        }
        throw trouble;
    }

    /** What the masters' pages say of workers and drivers. */
    record ClusterState(JsonNode json) {

        /** Drivers that go on, then those that have ended and are not forgotten yet. */
        List<Driver> drivers() {
            var drivers = new java.util.ArrayList<Driver>();
            json.path("activedrivers").forEach(driver -> drivers.add(new Driver(driver)));
            json.path("completeddrivers").forEach(driver -> drivers.add(new Driver(driver)));
            return drivers;
        }

        /** How many workers are alive. */
        int workers() {
            int alive = 0;
            for (var worker : json.path("workers")) {
                alive += worker.path("state").asText().equals("ALIVE") ? 1 : 0;
            }
            return alive;
        }

        /** Address of the pages of a worker; null if the master has forgotten it. */
        String pagesOf(String worker) {
            for (var known : json.path("workers")) {
                if (known.path("id").asText().equals(worker)) {
                    return known.path("webuiaddress").asText(null);
                }
            }
            return null;
        }
    }

    /** A driver on the pages. */
    record Driver(JsonNode json) {

        String id() {
            return json.path("id").asText();
        }

        String state() {
            return json.path("state").asText();
        }

        String mainClass() {
            return json.path("mainclass").asText();
        }

        long submittedAt() {
            return json.path("starttime").asLong();
        }

        /** Id of its worker; {@code None} while it waits for one. */
        String worker() {
            return json.path("worker").asText();
        }
    }
}
