import org.apache.spark.sql.SparkSession;

/** The comparator that shows what a Spark job in local mode needs. Arguments as of routes.merge.MergeProcess. */
public class MergeBySpark {

    public static void main(String[] arguments) {
        var spark = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "8")
                .getOrCreate();
        var records = spark.read()
                .schema("id string, name string, street string, city string, amount string, visits string,"
                        + " newsletter string, last_seen string, segment string, comment string")
                .json(arguments[0]);
        // Spark quotes names for MySQL only if the address says so.
        var rows = spark.read()
                .format("jdbc")
                .option("url", arguments[1].replace("jdbc:mariadb:", "jdbc:mysql:") + "?permitMysqlScheme")
                .option("driver", "org.mariadb.jdbc.Driver")
                .option("user", arguments[2])
                .option("password", arguments[3])
                .option("dbtable", arguments[5])
                .option("fetchsize", "5000")
                .load();
        records.createOrReplaceTempView("r");
        rows.createOrReplaceTempView("t");
        spark.sql("select r.id, coalesce(r.name, t.name) name, r.street, r.city, r.amount, r.visits, r.newsletter,"
            + " r.last_seen, r.segment, r.comment, t.email, t.phone, t.country, t.balance, t.points, t.created,"
            + " t.active, t.rating from r left join t on cast(t.id as string) = r.id")
                .coalesce(1)
                .write()
                .mode("overwrite")
                .option("header", "true")
                .csv(arguments[6] + "/merged");
        spark.sql("select t.* from t left anti join r on cast(t.id as string) = r.id")
                .coalesce(1)
                .write()
                .mode("overwrite")
                .option("header", "true")
                .csv(arguments[6] + "/unmatched");
        spark.stop();
    }
}
