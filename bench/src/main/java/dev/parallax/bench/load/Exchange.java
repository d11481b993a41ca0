package dev.parallax.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive connection: a request, then its answer, then the next. */
final class Exchange {
  private static final int STATUS_FROM = "HTTP/1.1 ".length();
  private static final int STATUS_LENGTH = 3;
  private static final String CONTENT_LENGTH = "content-length:";

  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer answer = ByteBuffer.allocate(64 * 1024);
  private ByteBuffer request;
  private long sinceNanos;

  Exchange(InetSocketAddress address, Selector selector) throws IOException {
    channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * @param since when it should have been sent, {@link System#nanoTime}
   */
  void begin(ByteBuffer next, long since) throws IOException {
    request = next;
    sinceNanos = since;
    answer.clear();
    write();
  }

  long sinceNanos() {
    return sinceNanos;
  }

  private void write() throws IOException {
    channel.write(request);
    key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  /**
   * Goes on as far as it can.
   *
   * @return the status of the answer once it is whole, else 0
   */
  int advance() throws IOException {
    if (request.hasRemaining()) {
      write();
      return 0;
    }
    if (channel.read(answer) < 0) {
      throw new IOException("the service closed the connection");
    }
    return status();
  }

  private int status() throws IOException {
    String text = new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return 0;
    }
    String head = text.substring(0, end).toLowerCase(Locale.ROOT);
    int length = head.indexOf(CONTENT_LENGTH);
    if (length < 0) {
      throw new IOException("an answer without a length");
    }
    int lineEnd = head.indexOf("\r\n", length);
    int body =
        Integer.parseInt(
            head.substring(length + CONTENT_LENGTH.length(), lineEnd < 0 ? end : lineEnd).strip());
    return answer.position() < end + 4 + body
        ? 0
        : Integer.parseInt(text.substring(STATUS_FROM, STATUS_FROM + STATUS_LENGTH));
  }

  void close() throws IOException {
    channel.close();
  }
}
