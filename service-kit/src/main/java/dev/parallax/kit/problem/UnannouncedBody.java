package dev.parallax.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Holds a body that comes in chunks to the same limit as one that announces its length, which
 * {@link BodyLimit} looks at. It is read whole before anything of it is understood, so that a
 * reader's own exceptions do not hide this one.
 */
@Provider
public class UnannouncedBody implements ReaderInterceptor {
  /** So much more is read and dropped: who is cut off while sending does not hear the answer. */
  private static final long DRAINED = 64L << 20;

  private final long largest;

  UnannouncedBody(@ConfigProperty(name = BodyLimit.LARGEST) MemorySize largest) {
    this.largest = largest.asLongValue();
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    boolean announced = context.getHeaders().containsKey(HttpHeaders.CONTENT_LENGTH);
    if (!announced && largest < Integer.MAX_VALUE) {
      InputStream stream = context.getInputStream();
      byte[] body = stream.readNBytes((int) largest + 1);
      if (body.length > largest) {
        stream.skip(DRAINED);
        throw Problems.tooLarge("body", BodyLimit.message(largest));
      }
      context.setInputStream(new ByteArrayInputStream(body));
    }
    return context.proceed();
  }
}
