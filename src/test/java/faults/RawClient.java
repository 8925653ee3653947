package faults;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Locale;

/**
 * Sends bytes over a connection that it keeps open as long as the other side does, and reads the status of the answer.
 * Not for concurrent use.
 */
final class RawClient implements AutoCloseable {

    /** What {@link #send} returns where the connection was closed without an answer. */
    static final int CLOSED = 0;

    /** What {@link #send} returns where neither an answer nor an end came. */
    static final int SILENT = -1;

    /** Longer than any machine stands still: what is answered late is answered. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private Socket socket;
    private InputStream in;

    RawClient(int port) {
        this.port = port;
    }

    /**
     * @param whole whether the server can know that nothing more follows; if not, our side is closed after it
     * @return the status of the answer
     */
    int send(byte[] request, boolean whole) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
            if (!whole) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // It was answered before it was read to its end; the answer may still be there.
            return answerThenClose();
        }
        return whole ? answer() : answerThenClose();
    }

    private int answerThenClose() throws IOException {
        try {
            return answer();
        } finally {
            close();
        }
    }

    private int answer() throws IOException {
        try {
            var head = head();
            if (!head.startsWith("HTTP/1.")) {
                // Closed, or the rest of an answer to a request that the server took for two.
                close();
                return CLOSED;
            }
            int status = Integer.parseInt(head.substring(9, 12));
            var lower = head.toLowerCase(Locale.ROOT);
            if (status == 100) {
                return answer();
            }
            skipBody(lower);
            if (status >= 400 || lower.contains("connection: close") || in.available() > 0) {
                close();
            }
            return status;
        } catch (SocketTimeoutException e) {
            close();
            return SILENT;
        } catch (IOException e) {
            close();
            return CLOSED;
        }
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private void skipBody(String head) throws IOException {
        int at = head.indexOf("content-length:");
        if (at >= 0) {
            in.skipNBytes(Long.parseLong(
                    head.substring(at + 15, head.indexOf('\r', at)).strip()));
        } else if (head.contains("transfer-encoding: chunked")) {
            for (int size = chunkSize(); size > 0; size = chunkSize()) {
                in.skipNBytes(size + 2L);
            }
            in.skipNBytes(2);
        }
    }

    private int chunkSize() throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
