package dev.parallax.local.http;

import dev.parallax.local.home.Home;
import dev.parallax.local.secrets.Secrets;
import dev.parallax.local.secrets.SecretsFile;
import dev.parallax.local.token.Role;
import dev.parallax.local.token.TokenIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;

/**
 * How a client says who it is.
 *
 * @param token a JWT, for staff
 * @param writeKey a source's key, for what sends events
 */
public record Credentials(String token, String writeKey) {

  public Credentials {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(writeKey, "writeKey");
  }

  /**
   * An administrator's token, valid for a day, and the write key of the home's suite.
   *
   * @throws IOException when the home has no suite yet
   */
  public static Credentials of(Home home) throws IOException {
    Secrets secrets = SecretsFile.read(home);
    TokenIssuer issuer = new TokenIssuer(secrets, Clock.systemUTC());
    return new Credentials(
        issuer.issue(Role.ADMIN, "local@parallax.local", Duration.ofDays(1)), secrets.writeKey());
  }

  String bearer() {
    return "Bearer " + token;
  }

  /** The write key as a Basic user name without a password, as Segment's SDKs send it. */
  String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString((writeKey + ":").getBytes(StandardCharsets.UTF_8));
  }

  /** Says nothing, so that a secret does not end in a log by way of a string. */
  @Override
  public String toString() {
    return "Credentials[hidden]";
  }
}
