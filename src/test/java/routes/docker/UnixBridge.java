package routes.docker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lets a server on a port be reached by a Unix socket too. */
final class UnixBridge implements AutoCloseable {

    private final ServerSocketChannel door;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    UnixBridge(Path socket, URI server) throws IOException {
        port = server.getPort();
        door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(socket));
        threads.execute(this::accept);
    }

    private void accept() {
        while (door.isOpen()) {
            try {
                carry(door.accept());
            } catch (IOException e) {
                // Closed, or a caller that went away at once.
                continue;
            }
        }
    }

    private void carry(SocketChannel caller) throws IOException {
        var server = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        threads.execute(() -> copy(caller, server));
        threads.execute(() -> copy(server, caller));
    }

    private static void copy(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(8192);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                to.write(buffer.flip());
                buffer.compact();
            }
        } catch (IOException e) {
            // One side hung up, which ends both.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
