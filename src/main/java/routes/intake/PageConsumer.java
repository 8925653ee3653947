package routes.intake;

/** Takes the pages of a listing, one after the other. */
@FunctionalInterface
public interface PageConsumer {

    /** Takes a page before the next one is asked for. What it throws ends the listing. */
    void accept(Page page);
}
