package routes.api;

import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import routes.ledger.Rereading;
import routes.ledger.Source;

/** Reads messages that say "readable". */
@Alternative
@ApplicationScoped
public class TestReader implements Rereading {

    @Override
    public Result reread(Source source, byte[] message) {
        return new String(message, StandardCharsets.UTF_8).contains("readable")
                ? new Result(List.of(77L), List.of())
                : new Result(List.of(), List.of("the message is no JSON"));
    }
}
