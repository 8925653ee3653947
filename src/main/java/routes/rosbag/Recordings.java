package routes.rosbag;

import java.io.IOException;
import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import io.quarkus.arc.Unremovable;
import org.apache.camel.Body;
import org.apache.camel.Variable;

import routes.engine.Ownership;
import routes.engine.Run;
import routes.ledger.ObjectEvent;

/** Tells which recording a run of the route is about, and processes it for the run. */
@Unremovable
@Named("recordings")
@ApplicationScoped
public class Recordings {

    private final SampleRecordings samples;
    private final RecordingProcessor processor;
    private final Ownership ownership;

    Recordings(SampleRecordings samples, RecordingProcessor processor, Ownership ownership) {
        this.samples = samples;
        this.processor = processor;
        this.ownership = ownership;
    }

    /** The recording that an event tells of. */
    public Recording of(@Body ObjectEvent event, @Variable("run") Run run) {
        var eventId = run.getEventId();
        return Recording.of(event, eventId == null ? 0 : eventId, run.getId());
    }

    /** Processes the recording, and gives up once the run is cancelled or no longer ours. */
    public ProcessedRecording process(@Body Recording recording, @Variable("run") Run run) throws IOException {
        return processor.process(recording, () -> ownership.wanted(run));
    }

    /** Makes up the recording of a run's slot, and returns its key. */
    public String sampleOf(@Variable("run") Run run) {
        return samples.make(run.getSlot() == null ? Instant.now() : run.getSlot());
    }
}
