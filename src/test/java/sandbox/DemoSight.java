package sandbox;

/**
 * What a look at a pipeline showed.
 *
 * @param seen what there is, in a few words
 * @param complete whether it is what was expected
 */
record DemoSight(String seen, boolean complete) {}
