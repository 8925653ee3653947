package routes.notify;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of what people are told. */
@ConfigMapping(prefix = "routes.notify")
public interface NotifyConfig {

    /** Whether this replica posts messages; those that it queues are posted by the others. */
    @WithDefault("true")
    boolean enabled();

    /** Where messages go; without any webhook they are written to the log. */
    Slack slack();

    /** Address under which people reach the console, such as {@code https://sluice.example.org/console}; without it, messages hold no links. */
    Optional<URI> consoleUrl();

    /** Ids of the routes whose every success is told; without it, none. */
    Optional<Set<String>> success();

    /** Time between two messages to a channel, over all replicas; Slack takes one in a second. */
    @WithDefault("1s")
    Duration pace();

    /** How often the ledger is asked for messages that other replicas have queued. */
    @WithDefault("1s")
    Duration poll();

    /** How long Slack may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** How long a channel is left alone after posts that did not reach it. */
    BackOff backOff();

    /** How old a message may become; an older one is no news any more, and is kept as dead. */
    @WithDefault("7d")
    Duration maxAge();

    /** How long a system may not answer the runs of a route before people are told. */
    @WithDefault("15m")
    Duration unreachableAfter();

    /** Where messages go. */
    interface Slack {

        /** Address of the incoming webhook of the channel {@code default}. */
        Optional<String> secret();

        /** Further channels by name. */
        Map<String, Channel> channels();
    }

    /** A further channel. */
    interface Channel {

        /** Address of the channel's incoming webhook. */
        Optional<String> secret();
    }

    /** How long a channel is left alone after posts that did not reach it. */
    interface BackOff {

        /** Wait after the first failure; it doubles with every further one. */
        @WithDefault("1s")
        Duration first();

        /** Longest wait. */
        @WithDefault("5m")
        Duration most();
    }
}
