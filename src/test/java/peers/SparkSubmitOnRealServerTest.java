package peers;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

import routes.kubernetes.SparkSubmitContract;

/** Applications that pods submit to a real master and worker of Spark. */
@Tag("peers")
class SparkSubmitOnRealServerTest extends SparkSubmitContract {

    private static Peer spark;

    @BeforeAll
    static void start() throws Exception {
        spark = Peer.start("spark");
    }

    @AfterAll
    static void stop() {
        if (spark != null) {
            spark.close();
        }
    }

    @Override
    protected String value(String key) {
        return spark.value(key);
    }
}
