package routes.spark;

import java.util.LinkedHashMap;

import routes.external.Parameters;

/** Reads what a step asks for from the parameters of its Kamelet. */
final class ApplicationParameters {

    private ApplicationParameters() {}

    static ApplicationRequest read(Parameters parameters) {
        var configuration = new LinkedHashMap<>(parameters.table("configuration"));
        configuration.put("spark.driver.memory", parameters.text("driverMemory", "1g"));
        configuration.put("spark.driver.cores", parameters.text("driverCores", "1"));
        return new ApplicationRequest(
                parameters.required("cluster"),
                parameters.required("resource"),
                parameters.text("mainClass", null),
                parameters.lines("arguments"),
                configuration,
                parameters.table("secretConfiguration"),
                parameters.table("environment"),
                parameters.table("secretEnvironment"),
                parameters.flag("repeatable", true));
    }
}
