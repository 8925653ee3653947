package sandbox;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.gaul.shaded.org.eclipse.jetty.server.Request;
import org.gaul.shaded.org.eclipse.jetty.server.handler.HandlerWrapper;
import org.jclouds.blobstore.BlobStore;

/**
 * Stands before the S3 server: answers what that one lacks, the notification and lifecycle configuration of buckets, and
 * plays the faults. It compares the access key only; the server behind checks signatures.
 */
final class StoreFront extends HandlerWrapper {

    private final BlobStore store;
    private final BucketSettings settings;
    private final StoreFaults faults;
    private final String accessKey;

    StoreFront(BlobStore store, BucketSettings settings, StoreFaults faults, String accessKey) {
        this.store = store;
        this.settings = settings;
        this.faults = faults;
        this.accessKey = accessKey;
    }

    @Override
    public void handle(String target, Request base, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            faults.await(request.getMethod(), address(request));
            failIfAsked(request);
            refuseUnlessMet(request);
            var setting = setting(request);
            if (setting == null) {
                super.handle(target, base, request, response);
                return;
            }
            answer(setting, bucket(target, request), request, response);
        } catch (StoreRefusal refusal) {
            send(response, refusal.status(), refusal.xml().getBytes(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the store stops");
        } finally {
            faults.answered();
        }
        base.setHandled(true);
    }

    private static String address(HttpServletRequest request) {
        var query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private void failIfAsked(HttpServletRequest request) throws StoreRefusal {
        int held = faults.heldFailure(request.getMethod(), address(request));
        int status = held == 0 ? faults.nextFailure() : held;
        if (status != 0) {
            var code = status == 503 ? "SlowDown" : status >= 500 ? "InternalError" : "InvalidRequest";
            throw new StoreRefusal(status, code, "A fault that was asked for.");
        }
    }

    /** MinIO heeds conditions also where an upload is completed; the server behind only where an object is put. */
    private void refuseUnlessMet(HttpServletRequest request) throws StoreRefusal {
        var match = request.getHeader("If-Match");
        var noneMatch = request.getHeader("If-None-Match");
        if (!request.getMethod().equals("POST") || match == null && noneMatch == null) {
            return;
        }
        var place = URI.create(request.getRequestURI()).getPath().substring(1).split("/", 2);
        var there = store.blobExists(place[0], place[1])
                ? store.blobMetadata(place[0], place[1]).getETag().replace("\"", "")
                : null;
        if (noneMatch != null && there != null
                || match != null && !match.replace("\"", "").equals(there)) {
            throw new StoreRefusal(
                    412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }
    }

    private static String setting(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query == null) {
            return null;
        }
        for (var parameter : query.split("&")) {
            var name = parameter.split("=", 2)[0];
            if (name.equals("notification") || name.equals("lifecycle")) {
                return name;
            }
        }
        return null;
    }

    private String bucket(String target, HttpServletRequest request) throws StoreRefusal {
        var credential = "Credential=" + accessKey + "/";
        var authorization = request.getHeader("Authorization");
        if (authorization == null || !authorization.contains(credential)) {
            throw new StoreRefusal(403, "InvalidAccessKeyId", "The Access Key Id you provided does not exist.");
        }
        var bucket = target.replaceAll("^/|/$", "");
        if (!store.containerExists(bucket)) {
            throw new StoreRefusal(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        return bucket;
    }

    private void answer(String setting, String bucket, HttpServletRequest request, HttpServletResponse response)
            throws IOException, StoreRefusal {
        boolean lifecycle = setting.equals("lifecycle");
        switch (request.getMethod()) {
            case "GET" -> send(response, 200, lifecycle ? settings.lifecycle(bucket) : settings.notification(bucket));
            case "PUT" -> {
                put(lifecycle, bucket, request);
                send(response, 200, new byte[0]);
            }
            case "DELETE" -> {
                settings.removeLifecycle(bucket);
                send(response, 204, new byte[0]);
            }
            default ->
                throw new StoreRefusal(
                        405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        }
    }

    private void put(boolean lifecycle, String bucket, HttpServletRequest request) throws IOException, StoreRefusal {
        var document = request.getInputStream().readAllBytes();
        if (!lifecycle) {
            settings.setNotification(bucket, document);
            return;
        }
        if (request.getHeader("Content-MD5") == null && request.getHeader("x-amz-sdk-checksum-algorithm") == null) {
            throw new StoreRefusal(400, "MissingContentMD5", "Missing required header for this request: Content-Md5.");
        }
        settings.setLifecycle(bucket, document);
    }

    private static void send(HttpServletResponse response, int status, byte[] document) throws IOException {
        response.setStatus(status);
        response.setContentType("application/xml");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }
}
