package routes.docker;

/** When the image of a container is pulled. */
enum PullPolicy {
    /** Each time, so that a tag that moves is followed. */
    ALWAYS,
    /** If the host does not have it. */
    MISSING,
    /** Not by Sluice: somebody else has put it there. */
    NEVER
}
