package routes.command;

import java.io.IOException;
import java.util.Properties;

import picocli.CommandLine.IVersionProvider;

/** Reads the version that the build wrote down; the packaged jar has no manifest to read it from. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        var properties = new Properties();
        try (var stream = Version.class.getResourceAsStream("/command/version.properties")) {
            properties.load(stream);
        }
        return new String[] {"sluice " + properties.getProperty("version")};
    }
}
