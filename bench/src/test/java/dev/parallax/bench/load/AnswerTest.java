package dev.parallax.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  private static final String OF_A_LENGTH =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-length: 12\r\n\r\n0\r\n\r\nHTTP/1.";
  private static final String IN_CHUNKS =
      "HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "c\r\n0\r\n\r\nHTTP/1.\r\n1A;of=two\r\nabcdefghijklmnopqrstuvwxyz\r\n0\r\n\r\n";

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 1_000})
  void aBodyOfALengthEndsAfterIt(int piece) throws IOException {
    assertThat(lastPiece(OF_A_LENGTH, piece)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 1_000})
  void chunksEndWithAnEmptyOneHoweverTheyArrive(int piece) throws IOException {
    assertThat(lastPiece(IN_CHUNKS, piece)).isEqualTo(503);
    String withTrailer = IN_CHUNKS.substring(0, IN_CHUNKS.length() - 2) + "Took: 3\r\n\r\n";
    assertThat(lastPiece(withTrailer, piece)).isEqualTo(503);
  }

  @Test
  void anAnswerMayBeLongerThanTheBufferItIsReadBy() throws IOException {
    String chunk = "2000\r\n" + "x".repeat(0x2000) + "\r\n";
    String head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    assertThat(lastPiece(head + chunk.repeat(40) + "0\r\n\r\n", 64 * 1024)).isEqualTo(200);
    String length = "HTTP/1.1 200 OK\r\ncontent-length: 300000\r\n\r\n";
    assertThat(lastPiece(length + "x".repeat(300_000), 64 * 1024)).isEqualTo(200);
  }

  @Test
  void anAnswerWithoutABodyEndsWithItsHead() throws IOException {
    assertThat(lastPiece("HTTP/1.1 204 No Content\r\n\r\n", 5)).isEqualTo(204);
    assertThat(lastPiece("HTTP/1.1 202 Accepted\r\ncontent-length: 0\r\n\r\n", 5)).isEqualTo(202);
  }

  @Test
  void whereItEndsMustBeTold() {
    assertThatThrownBy(() -> lastPiece("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("neither of a length nor in chunks");
    String tooLong = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nabcd\r\n";
    assertThatThrownBy(() -> lastPiece(tooLong, 100)).hasMessageContaining("longer than it said");
  }

  /** The status that its last piece tells; the ones before have told none. */
  private static int lastPiece(String text, int piece) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    Answer answer = new Answer();
    int from = 0;
    for (; bytes.length - from > piece; from += piece) {
      assertThat(answer.take(ByteBuffer.wrap(bytes, from, piece))).as("at %d", from).isZero();
    }
    return answer.take(ByteBuffer.wrap(bytes, from, bytes.length - from));
  }
}
