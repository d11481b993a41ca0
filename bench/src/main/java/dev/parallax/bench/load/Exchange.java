package dev.parallax.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One kept-alive connection: a request, then its answer, then the next. */
final class Exchange {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer received = ByteBuffer.allocate(64 * 1024);
  private Answer answer;
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
    answer = new Answer();
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
    received.clear();
    if (channel.read(received) < 0) {
      throw new IOException("the service closed the connection");
    }
    return answer.take(received.flip());
  }

  void close() throws IOException {
    channel.close();
  }
}
