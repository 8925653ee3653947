package routes.api;

import java.util.List;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import routes.engine.Failures;
import routes.external.NoLogException;
import routes.external.StepLogReader;
import routes.ledger.LedgerException;
import routes.ledger.RunLedger;
import routes.ledger.RunQueries;
import routes.ledger.RunView;
import routes.ledger.StepLedger;
import routes.ledger.StepView;
import routes.shared.InvalidInputException;

/** Runs and their steps. */
@Guarded
@Path("/api/runs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Runs")
public class RunsResource {

    private final RunQueries runs;
    private final RunLedger ledger;
    private final StepLedger steps;
    private final StepLogReader logs;
    private final StoredJson json;
    private final Audit audit;

    RunsResource(
            RunQueries runs, RunLedger ledger, StepLedger steps, StepLogReader logs, StoredJson json, Audit audit) {
        this.runs = runs;
        this.ledger = ledger;
        this.steps = steps;
        this.logs = logs;
        this.json = json;
        this.audit = audit;
    }

    /** Runs, the newest first. */
    @GET
    @Operation(operationId = "listRuns", summary = "Runs, the newest first")
    public Page<RunView> list(@BeanParam RunParameters parameters, UriInfo uri) {
        Parameters.check(uri, RunParameters.class);
        var filter = parameters.filter();
        return Page.of(
                parameters.limit(),
                parameters.cursor(),
                (before, most) -> runs.find(filter, before, most),
                RunView::id);
    }

    /** One run's story. */
    @GET
    @Path("{id}")
    @Operation(operationId = "getRun", summary = "A run and its steps")
    public RunDetails get(@PathParam("id") String id) {
        var run = found(id);
        var steps = runs.steps(run.id()).stream()
                .map(step -> StepDetails.of(step, json.read(step.result())))
                .toList();
        return new RunDetails(run, json.read(runs.input(run.id()).orElse(null)), steps);
    }

    /** The end of a step's log. */
    @GET
    @Path("{id}/steps/{step}/log")
    @Produces("text/plain;charset=UTF-8")
    @Operation(operationId = "getStepLog", summary = "The end of a step's log, also while the step goes on")
    public String log(
            @PathParam("id") String id,
            @PathParam("step") String stepId,
            @BeanParam LogParameters parameters,
            UriInfo uri) {
        Parameters.check(uri, LogParameters.class);
        var bytes = parameters.most();
        var run = found(id);
        var name = "step " + stepId + " of run " + run.id();
        var step = steps.of(List.of(run.id())).stream()
                .filter(one -> one.id().equals(stepId))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(name));
        var keptAt = runs.steps(run.id()).stream()
                .filter(view -> view.id().equals(stepId) && view.logUri() != null)
                .findFirst()
                .map(StepView::logUri);
        try {
            return logs.tail(run.route(), step, keptAt.orElse(null), bytes);
        } catch (NoLogException | InvalidInputException e) {
            throw new ProblemException(
                    ProblemKind.NOT_FOUND, "There is no log of " + name + ": " + e.getMessage() + ".");
        } catch (LedgerException e) {
            throw e;
        } catch (Exception e) {
            throw new ProblemException(
                    ProblemKind.SYSTEM_UNAVAILABLE,
                    "The log of " + name + " cannot be read just now: " + Failures.describe(e));
        }
    }

    /** Queues a parked or cancelled run again. */
    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(StrictJson.class)
    @Operation(operationId = "retryRun", summary = "Queue a parked or cancelled run again")
    public RunView retry(@PathParam("id") String id, RetryRequest body) {
        var request = body == null ? RetryRequest.FROM_FAILED : body;
        var run = found(id);
        refuse(
                !run.state().equals("parked") && !run.state().equals("cancelled"),
                run,
                "Only a parked or cancelled run can be retried; replay its event to have it done anew.");
        audit.write("retry run " + run.id(), request);
        var retried = ledger.retry(run.id(), request.fromStart());
        return changed(retried, run.id());
    }

    /** Ends a run that has not ended. */
    @POST
    @Path("{id}/cancel")
    @Operation(operationId = "cancelRun", summary = "End a run and what its open steps have started")
    public RunView cancel(@PathParam("id") String id) {
        var run = found(id);
        refuse(run.finishedAt() != null, run, "Only a run that has not ended can be cancelled.");
        audit.write("cancel run " + run.id(), null);
        return changed(ledger.cancel(run.id()), run.id());
    }

    private RunView found(String text) {
        var id = Ids.read("run", text);
        return runs.byId(id).orElseThrow(() -> ProblemException.notFound("run " + id));
    }

    private RunView changed(boolean done, long id) {
        var run = found(String.valueOf(id));
        refuse(!done, run, "Its state changed at the same instant; look at it again.");
        return run;
    }

    private static void refuse(boolean wrong, RunView run, String remedy) {
        if (wrong) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "Run " + run.id() + " has the state " + run.state() + ". " + remedy);
        }
    }
}
