package routes.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.CRC32C;

import org.apache.camel.Route;

/** Tells versions of a route apart by its source. */
final class RouteVersion {

    private RouteVersion() {}

    /** Digest of the file that the route stands in; empty if it comes from no file. */
    static String of(Route route) {
        var source = route.getSourceResource();
        if (source == null || !source.exists()) {
            return "";
        }
        try (var content = source.getInputStream()) {
            var digest = new CRC32C();
            digest.update(content.readAllBytes());
            return HexFormat.of().toHexDigits((int) digest.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException("route file " + source.getLocation() + " cannot be read", e);
        }
    }
}
