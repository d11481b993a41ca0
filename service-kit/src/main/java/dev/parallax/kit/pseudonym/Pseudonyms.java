package dev.parallax.kit.pseudonym;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Turns real identifiers into pseudonyms: a letter for the kind, the number of the secret unless it
 * is the first, and the first 128 bits of HMAC-SHA-256 (RFC 2104) of kind and identifier. Without
 * the secret nobody can go back or even check a guess; a plain hash was rejected since e-mail
 * addresses and card numbers are easily enumerated. 128 bits make a collision among 10^9 customers
 * less likely than 10^-20.
 *
 * <p>While secrets are rotated a person has a pseudonym by each of them: new ones are made by the
 * primary, and {@link #customerCandidates} says under which else something may be known.
 */
@Startup
@ApplicationScoped
public class Pseudonyms {
  private static final String SECRET = "parallax.pseudonym.secret";
  private static final String PREVIOUS = "parallax.pseudonym.previous.";
  private static final String CUSTOMER = "customer:";
  private static final String ANONYMOUS = "anonymous:";

  private final SecretKey primary;

  /** The primary first, then from the newest to the oldest. */
  private final List<SecretKey> keys;

  private final SecretKey ofAccounts;

  @Inject
  Pseudonyms(PseudonymConfig config) {
    this(config.keyId(), decode(SECRET, config.secret()), previous(config), config.accountsKeyId());
  }

  /** For code outside CDI; {@code secret} has at least 32 bytes and is the first. */
  public Pseudonyms(byte[] secret) {
    this(0, secret, Map.of(), OptionalInt.empty());
  }

  /** For code outside CDI, with older secrets by their numbers, which are below {@code keyId}. */
  public Pseudonyms(int keyId, byte[] secret, Map<Integer, byte[]> previous) {
    this(keyId, secret, previous, OptionalInt.empty());
  }

  private Pseudonyms(
      int keyId, byte[] secret, Map<Integer, byte[]> previous, OptionalInt accountsKeyId) {
    this.primary = new SecretKey(keyId, secret, SECRET);
    List<SecretKey> all = new ArrayList<>();
    all.add(primary);
    new TreeMap<>(previous)
        .descendingMap()
        .forEach((id, old) -> all.add(older(id, keyId, new SecretKey(id, old, PREVIOUS + id))));
    this.keys = List.copyOf(all);
    this.ofAccounts = accountsKeyId.isPresent() ? key(accountsKeyId.getAsInt()) : primary;
  }

  private static SecretKey older(int id, int keyId, SecretKey key) {
    if (id >= keyId) {
      throw new IllegalArgumentException(
          "parallax.pseudonym.key-id must be higher than those of all previous secrets, but "
              + keyId
              + " is not higher than "
              + id);
    }
    return key;
  }

  private SecretKey key(int id) {
    return keys.stream()
        .filter(key -> key.id() == id)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "parallax.pseudonym.accounts-key-id must be the number of the secret or of a"
                        + " previous one, not "
                        + id));
  }

  private static Map<Integer, byte[]> previous(PseudonymConfig config) {
    Map<Integer, byte[]> previous = new TreeMap<>();
    config.previous().forEach((id, secret) -> previous.put(id, decode(PREVIOUS + id, secret)));
    return previous;
  }

  private static byte[] decode(String property, String secret) {
    try {
      return Base64.getDecoder().decode(secret.trim());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(property + " must be base64", e);
    }
  }

  /** The number of the secret that new pseudonyms are made with. */
  public int keyId() {
    return primary.id();
  }

  /** Whether there may be something under pseudonyms of older secrets. */
  public boolean isRotating() {
    return keys.size() > 1;
  }

  /** {@code c_…} for the id the firm knows a customer by. */
  public String customer(String userId) {
    return primary.pseudonym("c_", CUSTOMER, userId);
  }

  /** {@link #customer} first, then the pseudonyms by older secrets from the newest on. */
  public List<String> customerCandidates(String userId) {
    return each(key -> key.pseudonym("c_", CUSTOMER, userId));
  }

  /** {@code a_…} for a visitor who has not signed in. */
  public String anonymous(String anonymousId) {
    return primary.pseudonym("a_", ANONYMOUS, anonymousId);
  }

  /** {@link #anonymous} first, then the pseudonyms by older secrets from the newest on. */
  public List<String> anonymousCandidates(String anonymousId) {
    return each(key -> key.pseudonym("a_", ANONYMOUS, anonymousId));
  }

  /**
   * {@code i_…} for a further identifier such as a loyalty card: by the primary secret first, then
   * by older ones.
   */
  public List<String> identifierCandidates(String type, String value) {
    return each(key -> key.pseudonym("i_", "identifier:" + type + ":", value));
  }

  /** {@code k_…} for a card or account number. */
  public String account(String account) {
    return ofAccounts.pseudonym("k_", "account:", account);
  }

  /** {@code d_…} for a customer's device. */
  public String device(String device) {
    return ofAccounts.pseudonym("d_", "device:", device);
  }

  /** {@code h-…} for a message id that holds something personal. */
  public String message(String messageId) {
    return primary.pseudonym("h-", "message:", messageId);
  }

  private List<String> each(Function<SecretKey, String> pseudonym) {
    return keys.stream().map(pseudonym).toList();
  }
}
