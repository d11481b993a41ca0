package dev.parallax.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * A real PostgreSQL for the tests of one application start, and the settings no service starts
 * without.
 */
public class RealPostgres implements QuarkusTestResourceLifecycleManager {
  /** 32 bytes of zeros; tests compute pseudonyms with it. */
  public static final byte[] PSEUDONYM_SECRET = new byte[32];

  private static final RealServer SERVER = new RealServer("postgres");
  private static final String URL = "parallax.test.postgres.url";

  @Override
  public Map<String, String> start() {
    int port = RealServer.freePort();
    SERVER.start("dev.parallax.local.postgres.PostgresMain", "-Xmx128m", port);
    System.setProperty(URL, "jdbc:postgresql://localhost:" + port + "/postgres");
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", jdbcUrl());
    settings.put("quarkus.datasource.username", "postgres");
    settings.put("quarkus.datasource.password", "postgres");
    settings.put("quarkus.oidc.public-key", TestTokens.publicKey());
    settings.put("parallax.pseudonym.secret", Base64.getEncoder().encodeToString(PSEUDONYM_SECRET));
    return settings;
  }

  @Override
  public void stop() {
    SERVER.stop();
  }

  /** For a test's own look into the store; user {@code postgres}. */
  public static String jdbcUrl() {
    return System.getProperty(URL);
  }

  /** Ends the database as a crash would. */
  public static void kill() {
    SERVER.kill();
  }

  /** Starts it again with its data. */
  public static void revive() {
    SERVER.revive();
  }
}
