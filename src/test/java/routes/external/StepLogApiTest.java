package routes.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import jakarta.inject.Inject;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

import routes.engine.WithTestRoutes;

/** Logs of steps as the API gives them. */
@Tag("application")
@QuarkusTest
@TestProfile(WithTestRoutes.class)
class StepLogApiTest extends ExternalRuns {

    @Inject
    S3Client store;

    @TestHTTPResource
    URI address;

    private HttpResponse<String> log(String step) throws IOException, InterruptedException {
        var path = address.resolve("/api/runs/" + runId() + "/steps/" + step + "/log?bytes=40");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(path).build(), BodyHandlers.ofString());
    }

    @Test
    void show_what_work_says_while_it_goes_on_and_what_it_has_said_when_it_is_gone() throws Exception {
        // Given
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> store.headBucket(b -> b.bucket("processed-data")) != null);
        upload("elsewhere");
        awaitBegun();

        // Then
        assertThat(log("far-job").body()).isEqualTo(key);
        assertThat(log("far-job").headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");

        // When
        system.end(key, WELL);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(system.released()).contains(key));
        awaitRun("succeeded");
        system.unreadableLog(key, true);

        // Then
        assertThat(log("far-job").body()).isEqualTo(key);
        assertThat(log("after-far-job").statusCode()).isEqualTo(404);
        assertThat(log("after-far-job").body()).contains("it is done within Sluice, whose own log tells of it");
        assertThat(log("no-job").body()).contains("There is no step no-job of run " + runId());
    }

    @Test
    void are_a_problem_while_the_system_does_not_answer() throws Exception {
        // Given
        upload("elsewhere");
        awaitBegun();
        system.unreadableLog(key, true);

        // When
        var answer = log("far-job");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body())
                .contains("cannot be read just now: ConnectException", "urn:sluice:problem:system-unavailable");
        system.unreadableLog(key, false);
        system.end(key, WELL);
    }
}
