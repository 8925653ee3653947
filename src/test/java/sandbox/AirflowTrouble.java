package sandbox;

/** How the stand-in of Airflow treats a request, instead of as it should. */
public enum AirflowTrouble {
    /** Answers 500 with a page, as Airflow 2.x does. */
    BROKEN,
    /** Answers 503 in the name of a proxy. */
    AWAY,
    /** Answers 429. */
    BUSY,
    /** Answers 404 in the name of a proxy that does not know the way for the moment. */
    NO_WAY,
    /** Does not answer. */
    HANGS,
    /** Begins an answer and never comes to its end. */
    TRICKLES,
    /** Does what it is asked, and hangs up in the middle of the answer. */
    HALF_AN_ANSWER,
    /** Does what it is asked, and hangs up without a word. */
    HANGS_UP,
    /** Does what it is asked. */
    NONE
}
