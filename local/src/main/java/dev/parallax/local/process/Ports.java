package dev.parallax.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Gives out ports of this machine, each at most once: the wished one, or the next that is free. */
public final class Ports {

  private static final int TRIES = 200;

  private final Set<Integer> given = new HashSet<>();

  /**
   * A port that nobody listens on now.
   *
   * @param wished where to begin; a taken port leads to the next higher one
   * @throws IOException when there is none within 200 ports
   */
  public int take(int wished) throws IOException {
    for (int port = wished; port < wished + TRIES && port <= 65_535; port++) {
      if (!given.contains(port) && isFree(port)) {
        given.add(port);
        return port;
      }
    }
    throw new IOException("no free port from " + wished + " to " + (wished + TRIES - 1));
  }

  /** Keeps a port from being given out as somebody's next one, because it is another's wish. */
  public void reserve(int port) {
    given.add(port);
  }

  /** Lets a reserved port be taken. */
  public void release(int port) {
    given.remove(port);
  }

  /** Whether a server could listen on 127.0.0.1 at this port. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 1);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
