package dev.parallax.ingestion.bucket;

import dev.parallax.ingestion.RealS3;
import java.net.URI;
import java.util.Optional;

/** The tests' own S3. */
public final class TestBuckets {
  private TestBuckets() {}

  public static Buckets open() {
    return new Buckets(
        new BucketConfig() {
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
        });
  }
}
