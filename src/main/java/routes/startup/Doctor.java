package routes.startup;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;

import routes.shared.Dependencies;
import routes.shared.Dependencies.Status;
import routes.shared.Dependency.Level;
import routes.startup.StartupConfig.ReportForm;

/**
 * Checks what Sluice needs, on the settings it would start with, and ends before anything begins. The launcher starts the
 * application for it with the profile {@code doctor}, in which there are no routes.
 */
@ApplicationScoped
class Doctor {

    private static final int FIRST = 1;

    private final StartupConfig config;
    private final ConfigCheck settings;
    private final Dependencies dependencies;
    private final ObjectMapper json;

    Doctor(StartupConfig config, ConfigCheck settings, Dependencies dependencies, ObjectMapper json) {
        this.config = config;
        this.settings = settings;
        this.dependencies = dependencies;
        this.json = json;
    }

    /** Runs before all that begins with the application. */
    void check(@Observes @Priority(FIRST) StartupEvent event) throws JsonProcessingException {
        if (config.doctor().isPresent()) {
            settings.check(event);
            var found = dependencies.check();
            print(config.doctor().get() == ReportForm.JSON ? json(found) : DoctorReport.of(found));
            var broken = found.stream().anyMatch(status -> status.level() == Level.BROKEN);
            // Nothing has begun that would have to be ended.
            Runtime.getRuntime().halt(broken ? 1 : 0);
        }
    }

    private String json(List<Status> found) throws JsonProcessingException {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n";
    }

    private static void print(String report) {
        // The stream stays open: it is the process's own.
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        out.print(report);
        out.flush();
    }
}
