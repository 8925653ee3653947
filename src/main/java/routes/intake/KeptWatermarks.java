package routes.intake;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

/** Keeps watermarks in the ledger. */
@ApplicationScoped
class KeptWatermarks implements Watermarks {

    private final routes.ledger.Watermarks ledger;

    KeptWatermarks(routes.ledger.Watermarks ledger) {
        this.ledger = ledger;
    }

    @Override
    public Optional<String> read(String name) {
        return ledger.get(name);
    }

    @Override
    public void write(String name, String value) {
        ledger.set(name, value);
    }

    @Override
    public void remove(String name) {
        ledger.remove(name);
    }
}
