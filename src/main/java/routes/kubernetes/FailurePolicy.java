package routes.kubernetes;

import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicy;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRule;
import io.fabric8.kubernetes.api.model.batch.v1.PodFailurePolicyRuleBuilder;

import routes.shared.InvalidInputException;

/** What Kubernetes makes of pods that fail. */
final class FailurePolicy {

    private static final int LARGEST = 255;

    private FailurePolicy() {}

    /**
     * A pod that was driven off its node failed for no fault of its own, and some exit codes say that trying again is useless.
     *
     * @param finalExitCodes those, separated by blanks or commas
     */
    static PodFailurePolicy of(String container, List<String> finalExitCodes) {
        var policy = new PodFailurePolicyBuilder();
        var codes = finalExitCodes.stream()
                .flatMap(line -> Stream.of(line.split("[,\\s]+")))
                .map(FailurePolicy::exitCode)
                .sorted()
                .toList();
        if (!codes.isEmpty()) {
            policy.addToRules(failJob(container, codes));
        }
        return policy.addToRules(ignoreDisruption()).build();
    }

    private static PodFailurePolicyRule failJob(String container, List<Integer> codes) {
        return new PodFailurePolicyRuleBuilder()
                .withAction("FailJob")
                .withNewOnExitCodes()
                .withContainerName(container)
                .withOperator("In")
                .withValues(codes)
                .endOnExitCodes()
                .build();
    }

    private static PodFailurePolicyRule ignoreDisruption() {
        return new PodFailurePolicyRuleBuilder()
                .withAction("Ignore")
                .addNewOnPodCondition("True", "DisruptionTarget")
                .build();
    }

    private static Integer exitCode(String text) {
        if (text.matches("\\d{1,3}") && Integer.parseInt(text) > 0 && Integer.parseInt(text) <= LARGEST) {
            return Integer.valueOf(text);
        }
        throw new InvalidInputException("the finalExitCodes hold " + text + ": an exit code is a number from 1 to 255");
    }
}
