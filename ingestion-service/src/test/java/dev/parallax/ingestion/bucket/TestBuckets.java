package dev.parallax.ingestion.bucket;

import dev.parallax.ingestion.RealS3;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The tests' own S3. */
public final class TestBuckets {
  private TestBuckets() {}

  public static Buckets open() {
    return new Buckets(config());
  }

  /**
   * A replica's whose downloads take their time.
   *
   * @param downloading called once the object has been asked for, returns when it may go on
   */
  public static Buckets slow(Runnable downloading) {
    return new Buckets(config()) {
      @Override
      public void get(String bucket, String key, Path to) throws IOException {
        downloading.run();
        super.get(bucket, key, to);
      }
    };
  }

  private static BucketConfig config() {
    return new BucketConfig() {
      @Override
      public Optional<URI> endpoint() {
        return Optional.of(RealS3.endpoint());
      }

      @Override
      public String region() {
        return "us-east-1";
      }

      @Override
      public Optional<String> accessKey() {
        return Optional.of("test");
      }

      @Override
      public Optional<String> secretKey() {
        return Optional.of("test");
      }

      @Override
      public boolean pathStyle() {
        return true;
      }
    };
  }
}
