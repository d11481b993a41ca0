package dev.parallax.ingestion.vault;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/** Makes clients of a KMS that keep trying for as long as the configuration says. */
final class KmsClients {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** More than fit into any patience: that is what ends it. */
  private static final int ATTEMPTS = 10_000;

  private static final String REGION = "eu-central-1";
  private static final int REGION_OF_ARN = 3;

  private KmsClients() {}

  static KmsClient client(VaultConfig.Kms config, String keyId) {
    KmsClientBuilder builder =
        KmsClient.builder()
            .region(Region.of(region(config, keyId)))
            .credentialsProvider(credentials(config))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(SILENCE).socketTimeout(SILENCE))
            .overrideConfiguration(
                c ->
                    c.apiCallTimeout(config.patience())
                        .retryStrategy(
                            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .circuitBreakerEnabled(false)
                                .backoffStrategy(
                                    BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                                .build()));
    config.endpoint().ifPresent(builder::endpointOverride);
    return builder.build();
  }

  private static String region(VaultConfig.Kms config, String keyId) {
    return config
        .region()
        .or(() -> regionOf(keyId))
        .or(() -> config.keyId().flatMap(KmsClients::regionOf))
        .orElse(REGION);
  }

  private static Optional<String> regionOf(String keyId) {
    String[] parts = keyId.split(":", -1);
    return parts.length > REGION_OF_ARN && parts[0].equals("arn")
        ? Optional.of(parts[REGION_OF_ARN])
        : Optional.empty();
  }

  private static AwsCredentialsProvider credentials(VaultConfig.Kms config) {
    return config.accessKey().isPresent()
        ? StaticCredentialsProvider.create(
            AwsBasicCredentials.create(config.accessKey().get(), config.secretKey().orElse("")))
        : DefaultCredentialsProvider.builder().build();
  }
}
