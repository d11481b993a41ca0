package dev.parallax.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void aTakenPortLeadsToTheNextFreeOne() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(new Ports().take(taken.getLocalPort())).isGreaterThan(taken.getLocalPort());
    }
  }

  @Test
  void aPortTakenOnAllAddressesIsTakenToo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
    }
  }

  @Test
  void noPortIsGivenTwice() throws IOException {
    Ports ports = new Ports();
    int free = freePort();
    int first = ports.take(free);
    assertThat(ports.take(first)).isNotEqualTo(first);
  }

  @Test
  void whatAnotherWishesForIsNoReplacement() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ports ports = new Ports();
      ports.reserve(taken.getLocalPort() + 1);
      assertThat(ports.take(taken.getLocalPort())).isGreaterThan(taken.getLocalPort() + 1);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
