package bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;

/**
 * Sends events over connections that are kept open, on each the next one as soon as the one before is answered. One thread
 * serves all connections, so that as little as possible is taken from what is measured on the same machine.
 */
final class PushLoad {

    private final int port;
    private final PushedEvent event;
    private long next;

    /** @param first number of the first event */
    PushLoad(int port, PushedEvent event, long first) {
        this.port = port;
        this.event = event;
        this.next = first;
    }

    /**
     * What was measured.
     *
     * @param sent events, all answered by 200
     * @param seconds from the first request to the last answer
     * @param latencies from a request to its answer
     */
    record Result(long sent, double seconds, Latencies latencies) {

        double perSecond() {
            return sent / seconds;
        }
    }

    /** Sends for a while over so many connections. */
    Result run(int connections, Duration duration) throws IOException {
        return run(connections, Long.MAX_VALUE, duration, 0);
    }

    /** Sends so many events over so many connections, at most so many in a second; 0 is as fast as they are answered. */
    Result run(int connections, long events, Duration atMost, double perSecond) throws IOException {
        try (var selector = Selector.open()) {
            var open = new ArrayList<Connection>();
            for (int i = 0; i < connections; i++) {
                open.add(new Connection(selector));
            }
            var pace = new Pace(events, atMost, perSecond);
            var latencies = new Latencies();
            try {
                send(selector, open, pace, latencies);
            } finally {
                for (var connection : open) {
                    connection.channel.close();
                }
            }
            return new Result(latencies.count(), (System.nanoTime() - pace.begin) / 1e9, latencies);
        }
    }

    private void send(Selector selector, ArrayList<Connection> open, Pace pace, Latencies latencies)
            throws IOException {
        var idle = new ArrayList<>(open);
        while (true) {
            while (!idle.isEmpty() && pace.allowsOne()) {
                idle.remove(idle.size() - 1).send(next++);
            }
            if (idle.size() == open.size() && pace.over()) {
                return;
            }
            selector.select(
                    key -> {
                        var connection = (Connection) key.attachment();
                        if (connection.answered()) {
                            latencies.add(System.nanoTime() - connection.sentAt);
                            idle.add(connection);
                        }
                    },
                    pace.waitMillis(!idle.isEmpty()));
        }
    }

    /** When the next event may be sent. */
    private static final class Pace {

        private final long begin = System.nanoTime();
        private final long end;
        private final long events;
        private final double perSecond;
        private long given;

        Pace(long events, Duration atMost, double perSecond) {
            this.events = events;
            this.end = begin + atMost.toNanos();
            this.perSecond = perSecond;
        }

        boolean over() {
            return given >= events || System.nanoTime() >= end;
        }

        boolean allowsOne() {
            if (over() || perSecond > 0 && given >= (System.nanoTime() - begin) / 1e9 * perSecond) {
                return false;
            }
            given++;
            return true;
        }

        long waitMillis(boolean someoneWaits) {
            return someoneWaits && perSecond > 0 ? 1 : 1000;
        }
    }

    private final class Connection {

        private static final String OK = "HTTP/1.1 200";

        private final SocketChannel channel;
        private final ByteBuffer out = ByteBuffer.allocateDirect(event.length());
        private final ByteBuffer in = ByteBuffer.allocate(4096);
        private long sentAt;

        Connection(Selector selector) throws IOException {
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void send(long number) throws IOException {
            event.write(number, out);
            in.clear();
            sentAt = System.nanoTime();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }

        /** Whether the whole answer is there. */
        boolean answered() {
            try {
                if (channel.read(in) < 0) {
                    throw new IllegalStateException("the application closed a connection");
                }
            } catch (IOException e) {
                throw new IllegalStateException("a connection broke", e);
            }
            if (!Answer.isWhole(in.array(), in.position())) {
                return false;
            }
            var status = new String(in.array(), 0, OK.length(), StandardCharsets.US_ASCII);
            if (!status.equals(OK)) {
                throw new IllegalStateException("an event was answered with " + status);
            }
            return true;
        }
    }
}
