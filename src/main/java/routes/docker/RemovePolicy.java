package routes.docker;

/** When an ended container is removed; its log goes with it. */
enum RemovePolicy {
    /** However it ended. */
    ALWAYS,
    /** If it ended well, so that people can look at one that did not. */
    ON_SUCCESS,
    /** Not by Sluice. */
    NEVER
}
