package dev.parallax.ingestion.bucket;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists, reads and writes objects. Everything fails as an {@link IOException}; what is not there as
 * a {@link NoSuchFileException}.
 */
@ApplicationScoped
public class Buckets {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(60);

  private final BucketConfig config;
  private S3Client client;

  /**
   * An object.
   *
   * @param version changes with its content (the ETag)
   */
  public record Found(String key, String version, long size, Instant changedAt) {}

  private interface Call<T> {
    T on(S3Client client) throws IOException;
  }

  Buckets(BucketConfig config) {
    this.config = config;
  }

  /** What begins with the prefix, in the order of names, folders' own entries left out. */
  public List<Found> list(String bucket, String prefix) throws IOException {
    return call(
        s3 -> {
          List<Found> found = new ArrayList<>();
          for (S3Object object :
              s3.listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix)).contents()) {
            if (!object.key().endsWith("/")) {
              found.add(
                  new Found(object.key(), object.eTag(), object.size(), object.lastModified()));
            }
          }
          return found;
        });
  }

  /** Under another name first: a download that is cut short must not look whole. */
  public void get(String bucket, String key, Path to) throws IOException {
    call(
        s3 -> {
          Path partial = to.resolveSibling(to.getFileName() + ".part");
          Files.deleteIfExists(partial);
          s3.getObject(r -> r.bucket(bucket).key(key), partial);
          return Files.move(
              partial, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
  }

  public void put(String bucket, String key, Path from) throws IOException {
    call(s3 -> s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromFile(from)));
  }

  /** A small text. */
  public void put(String bucket, String key, String text) throws IOException {
    call(s3 -> s3.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text)));
  }

  /** Within the store. */
  public void copy(String bucket, String from, String to) throws IOException {
    call(
        s3 ->
            s3.copyObject(
                r ->
                    r.sourceBucket(bucket)
                        .sourceKey(from)
                        .destinationBucket(bucket)
                        .destinationKey(to)));
  }

  /** What is not there is deleted already. */
  public void delete(String bucket, String key) throws IOException {
    call(s3 -> s3.deleteObject(r -> r.bucket(bucket).key(key)));
  }

  /** Of a bucket that is not there nothing is. */
  public boolean exists(String bucket, String key) throws IOException {
    try {
      call(s3 -> s3.headObject(r -> r.bucket(bucket).key(key)));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private <T> T call(Call<T> call) throws IOException {
    try {
      return call.on(client());
    } catch (S3Exception e) {
      if (isMissing(e)) {
        IOException missing = new NoSuchFileException("object storage has no such object");
        missing.initCause(e);
        throw missing;
      }
      throw unavailable(e);
    } catch (SdkException e) {
      throw unavailable(e);
    }
  }

  /** Not every store's answer becomes an exception of its own. */
  private static boolean isMissing(S3Exception e) {
    return e instanceof NoSuchKeyException
        || (e.awsErrorDetails() != null && "NoSuchKey".equals(e.awsErrorDetails().errorCode()));
  }

  private static IOException unavailable(SdkException e) {
    return new IOException("object storage: " + e.getClass().getSimpleName(), e);
  }

  /** Made when it is first needed: most suites have no bucket. */
  private synchronized S3Client client() {
    if (client == null) {
      S3ClientBuilder builder =
          S3Client.builder()
              .region(Region.of(config.region()))
              .forcePathStyle(config.pathStyle())
              .credentialsProvider(credentials())
              // Stores that are not Amazon's do not know the newer checksums.
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
              .httpClientBuilder(
                  UrlConnectionHttpClient.builder()
                      .connectionTimeout(CONNECT)
                      .socketTimeout(SILENCE));
      config.endpoint().ifPresent(builder::endpointOverride);
      client = builder.build();
    }
    return client;
  }

  private AwsCredentialsProvider credentials() {
    return config.accessKey().isPresent()
        ? StaticCredentialsProvider.create(
            AwsBasicCredentials.create(config.accessKey().get(), config.secretKey().orElse("")))
        : DefaultCredentialsProvider.builder().build();
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (client != null) {
      client.close();
    }
  }
}
