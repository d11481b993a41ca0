package dev.parallax.kit.problem;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Holds a body that comes in chunks to the same limit as one that announces its length, which
 * {@link BodyLimit} looks at. It is read whole before anything of it is understood, so that a
 * reader's own exceptions do not hide this one.
 */
@Provider
public class UnannouncedBody implements ReaderInterceptor {
  /** So much more is read and dropped: who is cut off while sending does not hear the answer. */
  private static final long DRAINED = 64L << 20;

  private final LargestBody limit;
  private final HttpServerRequest request;

  UnannouncedBody(LargestBody limit, HttpServerRequest request) {
    this.limit = limit;
    this.request = request;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    boolean announced = context.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH);
    if (announced) {
      return context.proceed();
    }
    long largest = limit.at(request.path());
    InputStream stream = context.getInputStream();
    if (context.getType() == InputStream.class || largest >= Integer.MAX_VALUE) {
      // Its reader bounds it, and what is read ahead here would be in memory before it does.
      context.setInputStream(new Held(stream, largest));
    } else {
      byte[] body = stream.readNBytes((int) largest + 1);
      if (body.length > largest) {
        stream.skip(DRAINED);
        throw tooLarge(largest);
      }
      context.setInputStream(new ByteArrayInputStream(body));
    }
    return context.proceed();
  }

  private static RuntimeException tooLarge(long largest) {
    return Problems.tooLarge("body", LargestBody.message(largest));
  }

  /** Ends with the problem once more was read than may be. */
  private static final class Held extends FilterInputStream {
    private final long largest;
    private long left;

    Held(InputStream stream, long largest) {
      super(stream);
      this.largest = largest;
      this.left = largest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      left -= Math.max(read, 0);
      if (left < 0) {
        throw tooLarge(largest);
      }
      return read;
    }
  }
}
