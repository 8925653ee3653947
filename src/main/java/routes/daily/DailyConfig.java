package routes.daily;

import java.time.ZoneId;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the daily pipeline. Which hosts and applications it takes stands in its route; these are what differs by place. */
@ConfigMapping(prefix = "routes.daily")
public interface DailyConfig {

    /** Whether there is a daily pipeline. */
    @WithDefault("false")
    boolean enabled();

    /** When a day's run begins. */
    @WithDefault("0 15 * * *")
    String cron();

    /** Zone in which this and the other times of the day are meant. */
    @WithDefault("Asia/Seoul")
    ZoneId timeZone();

    /** Which of the days get a run that were missed while nothing ran: {@code all}, the {@code last}, or {@code none}. */
    @WithDefault("last")
    String catchUp();

    /** How old a missed day may be to get a run, as an ISO 8601 duration. */
    @WithDefault("P7D")
    String maxAge();

    /** What becomes of a day that begins while the one before has not ended: {@code wait}, {@code skip} or {@code cancel} it. */
    @WithDefault("wait")
    String overlap();

    /** How often a day is tried before it waits for a person; what has succeeded is not repeated. */
    @WithDefault("3")
    int attempts();

    /** What collects the click logs on each host. */
    Producer producer();

    /** What refines them. */
    Spark spark();

    /** Name of the Slack channel that is told of each day. */
    @WithDefault("default")
    String channel();

    /** What collects the click logs on each host. */
    interface Producer {

        /** Image of the producer. */
        @WithDefault("tripclick/producer:latest")
        String image();

        /** Arguments of the producer, one a line; {@code --date} and the day follow. */
        Optional<String> arguments();

        /** Variables of the producer, {@code NAME=value} on each line. */
        Optional<String> environment();

        /**
         * Variables of the producer whose value is kept elsewhere, such as a secret, {@code NAME=KEY} on each line: KEY is that of a
         * setting, the name of a variable of Sluice's own environment, or {@code file:/path}.
         */
        Optional<String> environmentFrom();

        /** The most memory that a producer may use, such as {@code 512m}; 0 is no limit. */
        @WithDefault("0")
        String memory();

        /** The most processors that a producer may use, such as 1.5; 0 is no limit. */
        @WithDefault("0")
        String cpus();

        /** When people are told that a producer is late: a time of the day, or a duration. */
        @WithDefault("16:30")
        String alertAfter();

        /** When a producer is given up: a time of the day, or a duration. */
        @WithDefault("PT12H")
        String deadline();
    }

    /** What refines the click logs. */
    interface Spark {

        /** Name of the Spark cluster among the connections. */
        @WithDefault("cluster")
        String cluster();

        /** Jar with the applications, as the workers of the cluster see it. */
        @WithDefault("s3a://jars/tripclick.jar")
        String jar();

        /** Class of the application that streams to silver. */
        @WithDefault("tripclick.StreamToSilver")
        String silverClass();

        /** Class of the application that loads bronze. */
        @WithDefault("tripclick.BatchToBronze")
        String bronzeClass();

        /** Class of the application that refines to gold. */
        @WithDefault("tripclick.EtlToGold")
        String goldClass();

        /** Arguments of each application, one a line; {@code --date} and the day follow. */
        Optional<String> arguments();

        /** Spark properties of each application, {@code NAME=value} on each line. They stand in command lines, so they hold no secrets. */
        Optional<String> configuration();

        /** Variables of each driver, {@code NAME=value} on each line. */
        Optional<String> environment();

        /**
         * Variables of each driver whose value is kept elsewhere, such as a secret, {@code NAME=KEY} on each line: KEY is that of a
         * setting, the name of a variable of Sluice's own environment, or {@code file:/path}.
         */
        Optional<String> environmentFrom();

        /** Memory of each driver, such as {@code 2g}. */
        @WithDefault("1g")
        String driverMemory();

        /** When the batch to bronze begins. */
        @WithDefault("17:00")
        String bronzeAt();

        /** When the refinement to gold begins. */
        @WithDefault("18:00")
        String goldAt();

        /** When people are told that an application is late, counted from its begin. */
        @WithDefault("PT2H")
        String alertAfter();

        /** When an application is given up, counted from its begin. */
        @WithDefault("PT12H")
        String deadline();
    }
}
