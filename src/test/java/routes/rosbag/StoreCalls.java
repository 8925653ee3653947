package routes.rosbag;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/** Writes down what is asked of the store, and lets it seem to refuse chosen requests. */
final class StoreCalls implements ExecutionInterceptor {

    private final List<String> names = new CopyOnWriteArrayList<>();
    private volatile Predicate<SdkRequest> refused = request -> false;
    private volatile int status;
    private volatile String code;
    private int uploads;
    private int mostUploads;

    /** Names of the requests since the last {@link #reset}, such as {@code GetObject}. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** How many uploads were open at the same time, at most, since the last {@link #reset}. */
    synchronized int mostUploadsAtOnce() {
        return mostUploads;
    }

    /** Lets the store seem to be out of order for such requests, after having done what they ask. */
    void fail(Predicate<SdkRequest> requests) {
        refuse(requests, 503, "SlowDown");
    }

    /** Lets the store seem to grant no right for such requests. */
    void deny(Predicate<SdkRequest> requests) {
        refuse(requests, 403, "AccessDenied");
    }

    private void refuse(Predicate<SdkRequest> requests, int withStatus, String withCode) {
        status = withStatus;
        code = withCode;
        refused = requests;
    }

    void reset() {
        refused = request -> false;
        names.clear();
        forgetUploads();
    }

    private synchronized void forgetUploads() {
        uploads = 0;
        mostUploads = 0;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        names.add(context.request().getClass().getSimpleName().replaceFirst("Request$", ""));
        if (context.request() instanceof CreateMultipartUploadRequest) {
            uploadBegins();
        }
    }

    private synchronized void uploadBegins() {
        mostUploads = Math.max(mostUploads, ++uploads);
    }

    @Override
    public synchronized void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.request() instanceof CompleteMultipartUploadRequest) {
            uploads--;
        }
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var response = context.httpResponse();
        return refused.test(context.request())
                ? response.toBuilder().statusCode(status).build()
                : response;
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (!refused.test(context.request())) {
            return context.responseBody();
        }
        var error = "<Error><Code>" + code + "</Code></Error>";
        return Optional.of(new ByteArrayInputStream(error.getBytes(StandardCharsets.UTF_8)));
    }
}
