package routes.rosbag;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import routes.shared.PlainSettings;
import routes.shared.Store;
import routes.shared.StoreConfig;

/** Processes one recording without the application and its ledger, as in a container of its own. */
public final class StandaloneProcessor {

    private StandaloneProcessor() {}

    /**
     * Does what the application does with {@code processor=local}, on the settings of the environment.
     *
     * @throws routes.shared.InvalidInputException if a setting is wrong, or the recording can never be read
     * @throws IOException if the store does not do its part, as is {@code SdkException}: trying again may help
     */
    public static ProcessedRecording process(Recording recording) throws IOException {
        var settings = PlainSettings.read(List.of(StoreConfig.class, RosbagConfig.class));
        try (var store = Store.connect(settings.getConfigMapping(StoreConfig.class))) {
            var config = settings.getConfigMapping(RosbagConfig.class);
            return new RecordingProcessor(store, config, Clock.systemUTC()).process(recording);
        }
    }
}
