package routes.rosbag;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import org.apache.camel.Body;
import org.apache.camel.Variable;

import routes.engine.Run;
import routes.ledger.ObjectEvent;

/** Tells which recording a run of the route is about. */
@Unremovable
@Named("recordings")
@ApplicationScoped
public class Recordings {

    private final SampleRecordings samples;

    Recordings(SampleRecordings samples) {
        this.samples = samples;
    }

    /** The recording that an event tells of. */
    public Recording of(@Body ObjectEvent event, @Variable("run") Run run) {
        var eventId = run.getEventId();
        return Recording.of(event, eventId == null ? 0 : eventId, run.getId());
    }

    /** Makes up the recording of a run's slot, and returns its key. */
    public String sampleOf(@Variable("run") Run run) {
        return samples.make(run.getSlot() == null ? Instant.now() : run.getSlot());
    }
}
