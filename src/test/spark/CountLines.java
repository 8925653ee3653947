import java.util.List;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Counts the lines of local text files: {@code CountLines ok|fail|slow FILE...}. The slow one goes on for a minute after that, and
 * the other one fails after it.
 */
public final class CountLines {

    private CountLines() {}

    public static void main(String[] arguments) throws InterruptedException {
        var files = List.of(arguments).subList(1, arguments.length);
        // Like many applications it has a name of its own, whatever it is submitted as.
        try (var spark = new JavaSparkContext(new SparkConf().setAppName("count lines"))) {
            var lines = spark.textFile(String.join(",", files)).count();
            System.out.println("counted " + lines + " lines as " + System.getenv("ASKED_BY"));
            System.out.println("word " + spark.getConf().get("spark.sluice.word", "none"));
            if (arguments[0].equals("fail")) {
                throw new IllegalStateException("told to fail");
            }
            if (arguments[0].equals("slow")) {
                Thread.sleep(60_000);
            }
        }
    }
}
