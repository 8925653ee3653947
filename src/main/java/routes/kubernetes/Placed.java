package routes.kubernetes;

/** Asks for work in a namespace of a cluster. */
interface Placed {

    /** Name of the connection. */
    String connection();

    /** Where the work runs. */
    String namespace();
}
