package sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds ports of the loopback interface that nobody listens on. None is given twice, also not by another process beside this one: each
 * takes some of them for itself, until it ends. So nobody finds a port taken by the time that it is used, and a stopped server finds its
 * port free when it comes back.
 */
final class Ports {

    // Below the range from which systems take the ports of outgoing connections.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 30_000;
    private static final int TAKEN_TOGETHER = 50;
    private static final String NEXT = "sandbox.ports.next.";
    private static final Ports OURS = new Ports(SandboxDirectory.ports());

    private final Path folder;
    /** Held, because a lock ends with its channel. */
    private final List<FileChannel> locks = new ArrayList<>();

    private final List<Integer> taken = new ArrayList<>();
    private final Deque<Integer> left = new ArrayDeque<>();

    /** Those of one process, which agrees on them with others by locks on files of this folder. */
    Ports(Path folder) {
        this.folder = folder;
    }

    /** The port itself when it is free, or any other that is. */
    static int preferably(int port) {
        return isFree(port) ? port : free();
    }

    /** A port that is free, and that nobody else is given. */
    static int free() {
        return OURS.next();
    }

    synchronized int next() {
        for (int attempt = LOWEST; attempt < HIGHEST; attempt++) {
            if (left.isEmpty()) {
                take();
            }
            int port = left.remove();
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port found between " + LOWEST + " and " + HIGHEST);
    }

    private void take() {
        for (int first = nextToTry(); first < HIGHEST; first = nextToTry()) {
            if (lock(first)) {
                var ports =
                        IntStream.range(first, first + TAKEN_TOGETHER).boxed().toList();
                taken.addAll(ports);
                left.addAll(ports);
                return;
            }
        }
        if (taken.isEmpty()) {
            throw new IllegalStateException("all ports between " + LOWEST + " and " + HIGHEST
                    + " are taken by other sandboxes; their locks are in " + folder);
        }
        // A port that was given before is better than none.
        left.addAll(taken);
    }

    /** Each class loader of this JVM goes on where another one has ended: who opens a locked file anew and closes it ends its lock. */
    private int nextToTry() {
        // A literal is one object in the whole JVM.
        synchronized (NEXT) {
            int first = Integer.getInteger(NEXT + folder, LOWEST);
            System.setProperty(NEXT + folder, Integer.toString(first + TAKEN_TOGETHER));
            return first;
        }
    }

    private boolean lock(int first) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(
                    folder.resolve(Integer.toString(first)), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return false;
            }
            locks.add(channel);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock ports in " + folder, e);
        }
    }

    private static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
