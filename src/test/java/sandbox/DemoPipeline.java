package sandbox;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One row of the demo's table. A pipeline joins the demo by a class of this kind in {@link Demo#PIPELINES}. The methods
 * are called in the order in which they stand here.
 */
interface DemoPipeline {

    /** The pipeline's word, by which it is chosen on the command line. */
    String word();

    /** What it shows, in a few words. */
    String describe();

    /** The servers it needs. */
    Set<Server> servers();

    /** Settings of the application that only this pipeline wants. */
    Map<String, String> settings(DemoWorld world);

    /** What is there before the application starts. */
    void prepare(DemoWorld world);

    /** The servers that it has begun or found by itself, each with whether it is real. */
    default List<String> places() {
        return List.of();
    }

    /** Gives it work, once the application is ready. */
    void feed(DemoWorld world);

    /** What should become of that work, in a few words. */
    String expected();

    /** What became of it so far; asked again and again. */
    DemoSight look(DemoWorld world);

    /** Lines to show below the table at the end. */
    List<String> details(DemoWorld world);
}
