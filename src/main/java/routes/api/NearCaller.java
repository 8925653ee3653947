package routes.api;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

import io.vertx.core.http.HttpServerRequest;

/**
 * Tells callers on the same machine from others. An address alone is not enough: a proxy beside us speaks for the world, and a
 * browser on this machine for any page it shows. So the request must come straight, name this machine, and come from no
 * foreign page.
 */
final class NearCaller {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final List<String> PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via");

    private NearCaller() {}

    static boolean is(HttpServerRequest request) {
        var address = request.remoteAddress();
        return address != null
                && address.hostAddress() != null
                && loopback(address.hostAddress())
                && PROXIES.stream().noneMatch(name -> request.headers().contains(name))
                && request.authority() != null
                && NAMES.contains(request.authority().host())
                && sameOrigin(request.getHeader("Origin"), request.authority().toString());
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the address of a connection is always numeric", e);
        }
    }

    /** Browsers send an origin with every changing request of a page. */
    private static boolean sameOrigin(String origin, String authority) {
        if (origin == null) {
            return true;
        }
        try {
            return authority.equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
