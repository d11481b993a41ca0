package dev.parallax.local.secrets;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Makes the secrets of a home at first use and reads them from then on. */
public final class SecretsFile {

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final int RSA_BITS = 2048;

  private SecretsFile() {}

  /**
   * The home's secrets. A role that the file does not know yet gets a password and is added, so
   * that a new service can join an old suite.
   *
   * @param roles the database roles that need a password
   * @throws IOException when the file cannot be read or written
   */
  public static Secrets readOrCreate(Home home, Iterable<String> roles) throws IOException {
    Path file = home.secrets();
    Secrets known = Files.exists(file) ? JSON.readValue(file.toFile(), Secrets.class) : generate();
    Map<String, String> passwords = new TreeMap<>(known.databasePasswords());
    roles.forEach(role -> passwords.computeIfAbsent(role, absent -> random(24)));
    boolean hasCertificateKey = known.certificateKey() != null;
    if (Files.exists(file) && hasCertificateKey && passwords.equals(known.databasePasswords())) {
      return known;
    }
    Secrets complete =
        new Secrets(
            known.pseudonymSecret(),
            known.vaultKey(),
            hasCertificateKey ? known.certificateKey() : SigningKey.generate(),
            known.writeKey(),
            known.tokenPrivateKey(),
            known.tokenPublicKey(),
            known.postgresPassword(),
            passwords);
    write(file, complete);
    return complete;
  }

  /**
   * The secrets that a home has.
   *
   * @throws IOException also when there are none yet
   */
  public static Secrets read(Home home) throws IOException {
    if (!Files.exists(home.secrets())) {
      throw new IOException(
          "there is no suite in " + home.folder() + " yet; './parallax up' makes one");
    }
    return JSON.readValue(home.secrets().toFile(), Secrets.class);
  }

  private static Secrets generate() {
    KeyPair pair = rsa();
    return new Secrets(
        Base64.getEncoder().encodeToString(bytes(32)),
        Base64.getEncoder().encodeToString(bytes(32)),
        SigningKey.generate(),
        random(24),
        Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()),
        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
        random(24),
        Map.of());
  }

  private static void write(Path file, Secrets secrets) throws IOException {
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "secrets",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), secrets);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK cannot make RSA keys", e);
    }
  }

  private static String random(int length) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }
}
