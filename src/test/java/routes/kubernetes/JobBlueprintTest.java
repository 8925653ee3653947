package routes.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

import routes.external.GivenParameters;
import routes.shared.InvalidInputException;

class JobBlueprintTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void makes_a_job_with_few_rights_and_one_attempt_of_an_image_alone() {
        assertThat(yaml(job(Map.of("image", "repo/worker:1")))).isEqualTo("""
            apiVersion: "batch/v1"
            kind: "Job"
            metadata: {}
            spec:
              backoffLimit: 0
              podFailurePolicy:
                rules:
                - action: "Ignore"
                  onPodConditions:
                  - status: "True"
                    type: "DisruptionTarget"
              template:
                metadata: {}
                spec:
                  automountServiceAccountToken: false
                  containers:
                  - image: "repo/worker:1"
                    name: "main"
                    resources: {}
                    securityContext:
                      allowPrivilegeEscalation: false
                      capabilities:
                        drop:
                        - "ALL"
                    terminationMessagePolicy: "FallbackToLogsOnError"
                  restartPolicy: "Never"
                  securityContext:
                    runAsNonRoot: true
                    seccompProfile:
                      type: "RuntimeDefault"
              ttlSecondsAfterFinished: 86400
            """);
    }

    @Test
    void completes_a_template_and_leaves_the_rest_of_it_as_it_is() {
        // When
        var job = job(Map.of(
                "template", "classpath:kubernetes/template.yaml",
                "arguments", "--key\na key",
                "environment", "MODE=fast\nKEY=k",
                "secrets", "PASSWORD=warehouse/password\nTOKEN=api/token?",
                "resources", "memoryLimit=2Gi\ncpu=500m",
                "nodeSelector", "disk=ssd",
                "retries", "2",
                "deadline", "PT1H"));

        // Then
        var pod = job.getSpec().getTemplate().getSpec();
        var container = pod.getContainers().get(0);
        assertThat(container.getImage()).isEqualTo("repo/template:2");
        assertThat(container.getArgs()).containsExactly("--key", "a key");
        assertThat(container.getEnv().toString())
                .contains("name=MODE, value=fast", "name=KEPT, value=yes", "name=KEY, value=k")
                .contains("key=password, name=warehouse, optional=null", "key=token, name=api, optional=true")
                .doesNotContain("slow");
        assertThat(container.getResources().getLimits().get("memory").toString())
                .isEqualTo("2Gi");
        assertThat(container.getResources().getRequests().get("memory").toString())
                .isEqualTo("1Gi");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isTrue();
        assertThat(pod.getContainers()).hasSize(2);
        assertThat(pod.getNodeSelector()).containsOnly(Map.entry("zone", "a"), Map.entry("disk", "ssd"));
        assertThat(job.getSpec().getTtlSecondsAfterFinished()).isEqualTo(60);
        assertThat(job.getSpec().getBackoffLimit()).isEqualTo(2);
        // Sluice is to stop it first, and to keep its log.
        assertThat(job.getSpec().getActiveDeadlineSeconds()).isEqualTo(3900);
    }

    @Test
    void gives_a_token_only_to_an_account_of_its_own() {
        var job = job(Map.of("image", "i", "serviceAccount", "writer", "pullSecrets", "registry"));
        var pod = job.getSpec().getTemplate().getSpec();
        assertThat(pod.getServiceAccountName()).isEqualTo("writer");
        assertThat(pod.getAutomountServiceAccountToken()).isTrue();
        assertThat(pod.getImagePullSecrets().get(0).getName()).isEqualTo("registry");
    }

    @Test
    void lets_a_pod_submit_an_application_and_be_its_driver() {
        // When
        var job = job(Map.of(
                "image", "apache/spark:4.0.1",
                "master", "k8s://https://kubernetes.default.svc",
                "application", "local:///a report.py",
                "arguments", "--title\nit's $(HOME) & more",
                "configuration", "spark.app.name=50 % $",
                "environment", "REGION=ap-northeast-2"));

        // Then
        var container = job.getSpec().getTemplate().getSpec().getContainers().get(0);
        assertThat(container.getCommand()).containsExactly("/opt/spark/bin/spark-submit");
        assertThat(container.getArgs())
                .containsExactly(
                        "--master",
                        "k8s://https://kubernetes.default.svc",
                        "--deploy-mode",
                        "client",
                        "--conf",
                        "spark.driver.host=$(SLUICE_POD_IP)",
                        "--conf",
                        "spark.kubernetes.driver.pod.name=$(SLUICE_POD_NAME)",
                        "--conf",
                        "spark.kubernetes.namespace=$(SLUICE_POD_NAMESPACE)",
                        "--conf",
                        "spark.kubernetes.container.image=apache/spark:4.0.1",
                        "--conf",
                        "spark.app.name=50 % $$",
                        "local:///a report.py",
                        "--title",
                        "it's $$(HOME) & more");
        assertThat(container.getEnv())
                .extracting(variable -> variable.getName() + "="
                        + (variable.getValueFrom() == null
                                ? variable.getValue()
                                : variable.getValueFrom().getFieldRef().getFieldPath()))
                .containsExactly(
                        "REGION=ap-northeast-2",
                        "SLUICE_POD_IP=status.podIP",
                        "SLUICE_POD_NAME=metadata.name",
                        "SLUICE_POD_NAMESPACE=metadata.namespace");
    }

    @Test
    void leaves_the_start_to_the_queue() {
        var job = job(Map.of("image", "i", "queue", "nightly"));
        assertThat(job.getSpec().getSuspend()).isTrue();
        assertThat(job.getMetadata().getLabels()).containsEntry("kueue.x-k8s.io/queue-name", "nightly");
    }

    @Test
    void refuses_what_makes_no_job_and_says_how_it_would() {
        assertRefused(Map.of(), "the Job has no image: give one as image, or in the template");
        assertRefused(Map.of("image", "i", "secrets", "A=b"), "write NAME=secret/key on each line of secrets");
        assertRefused(Map.of("image", "i", "resources", "memory=lots"), "the memory \"lots\" is no amount");
        assertRefused(Map.of("image", "i", "resources", "gpu=1"), "the resource gpu is not known");
        assertRefused(Map.of("image", "i", "retries", "-1"), "the retries \"-1\" is no number, such as 3");
        assertRefused(Map.of("image", "i", "finalExitCodes", "0"), "an exit code is a number from 1 to 255");
        assertRefused(Map.of("template", "classpath:none.yaml"), "there is no none.yaml in the class path");
        assertRefused(Map.of("template", "/no/such.yaml"), "the template /no/such.yaml cannot be read as a Job");
    }

    private static void assertRefused(Map<String, String> parameters, String message) {
        assertThatThrownBy(() -> job(parameters))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(message);
    }

    private static Job job(Map<String, String> parameters) {
        return new JobBlueprint(GivenParameters.of(parameters), CLOCK).job();
    }

    private static String yaml(Job job) {
        return Serialization.asYaml(job).replaceFirst("^---\n", "");
    }
}
