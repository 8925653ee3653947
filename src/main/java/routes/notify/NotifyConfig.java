package routes.notify;

import java.net.URI;
import java.time.Duration;
import java.util.List;
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

    /** Where messages go; without any channel they are written to the log. */
    Slack slack();

    /** Channels that are told by mail. */
    Mail mail();

    /** Address under which people reach Sluice, such as {@code https://sluice.example.org}; messages link to runs in its API. Without it, no links. */
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

    /** How long the runs of a route may be tried again, for a system that does not answer or without limit, before people are told. */
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

    /** Channels that are told by mail. */
    interface Mail {

        /** Name of the SMTP server. */
        Optional<String> host();

        /** Port of the SMTP server. */
        @WithDefault("587")
        int port();

        /** How the connection is encrypted. */
        @WithDefault("starttls")
        Tls tls();

        /** User at the SMTP server; without one, nobody logs in. */
        Optional<String> user();

        /** The user's password. */
        Optional<String> password();

        /** Address that mails come from. */
        Optional<String> from();

        /** Channels by name; {@code default} takes what has no other. A name stands for a channel of Slack or of mail, not of both. */
        Map<String, MailChannel> channels();
    }

    /** How a connection is encrypted. */
    enum Tls {
        /** Not before both sides have agreed to, and then it has to be. */
        STARTTLS,
        /** From the first byte. */
        ALWAYS,
        /** Not at all, for a server on the same machine. */
        NONE
    }

    /** A channel that is told by mail. */
    interface MailChannel {

        /** Addresses that mails go to. */
        List<String> to();
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
