package dev.parallax.ingestion.vault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Speaks the JSON protocol of AWS KMS (Encrypt, Decrypt) and encrypts for real: AES-256-GCM by keys
 * of its own, the encryption context authenticated with it, the key's name before the ciphertext.
 */
final class KmsServer implements AutoCloseable {
  private static final int NONCE = 12;
  private static final int NAME = 32;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** What a call was: its operation and encryption context. */
  record Call(String operation, Map<String, String> context) {}

  final List<Call> calls = new CopyOnWriteArrayList<>();

  /** Calls that are answered by 503 before the next one is served. */
  final AtomicInteger away = new AtomicInteger();

  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
  private final HttpServer server;

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String code) {
      super(code);
    }
  }

  KmsServer(String... keyIds) {
    for (String id : keyIds) {
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      keys.put(id, key);
    }
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::serve);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode asked = JSON.readTree(exchange.getRequestBody());
      if (away.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        answer(exchange, 503, Map.of());
        return;
      }
      try {
        answer(exchange, 200, answer(exchange, asked));
      } catch (Refused e) {
        answer(exchange, 400, Map.of("__type", e.getMessage(), "message", "no"));
      } catch (GeneralSecurityException e) {
        answer(exchange, 400, Map.of("__type", "InvalidCiphertextException"));
      }
    }
  }

  private Map<String, String> answer(HttpExchange exchange, JsonNode asked)
      throws IOException, Refused, GeneralSecurityException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null
        || !authorization.matches(
            "AWS4-HMAC-SHA256 Credential=test/\\d{8}/eu-west-3/kms/aws4_request, .*")) {
      throw new Refused("AccessDeniedException");
    }
    String id = asked.path("KeyId").asText();
    byte[] key = keys.get(id);
    if (key == null) {
      throw new Refused("NotFoundException");
    }
    Map<String, String> context = new TreeMap<>();
    asked
        .path("EncryptionContext")
        .properties()
        .forEach(entry -> context.put(entry.getKey(), entry.getValue().asText()));
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    calls.add(new Call(target, context));
    byte[] authenticated = JSON.writeValueAsBytes(context);
    return switch (target) {
      case "TrentService.Encrypt" ->
          Map.of(
              "KeyId",
              id,
              "CiphertextBlob",
              encrypt(id, key, bytes(asked, "Plaintext"), authenticated));
      case "TrentService.Decrypt" ->
          Map.of(
              "KeyId",
              id,
              "Plaintext",
              decrypt(id, key, bytes(asked, "CiphertextBlob"), authenticated));
      default -> throw new Refused("UnsupportedOperationException");
    };
  }

  private static byte[] name(String id) {
    return Arrays.copyOf(id.getBytes(java.nio.charset.StandardCharsets.UTF_8), NAME);
  }

  private static String encrypt(String id, byte[] key, byte[] plain, byte[] authenticated)
      throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE];
    new SecureRandom().nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, authenticated).doFinal(plain);
    byte[] blob = Arrays.copyOf(name(id), NAME + NONCE + sealed.length);
    System.arraycopy(nonce, 0, blob, NAME, NONCE);
    System.arraycopy(sealed, 0, blob, NAME + NONCE, sealed.length);
    return Base64.getEncoder().encodeToString(blob);
  }

  private static String decrypt(String id, byte[] key, byte[] blob, byte[] authenticated)
      throws GeneralSecurityException, Refused {
    if (blob.length < NAME + NONCE) {
      throw new Refused("InvalidCiphertextException");
    }
    if (!Arrays.equals(blob, 0, NAME, name(id), 0, NAME)) {
      throw new Refused("IncorrectKeyException");
    }
    byte[] nonce = Arrays.copyOfRange(blob, NAME, NAME + NONCE);
    return Base64.getEncoder()
        .encodeToString(
            cipher(Cipher.DECRYPT_MODE, key, nonce, authenticated)
                .doFinal(blob, NAME + NONCE, blob.length - NAME - NONCE));
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] authenticated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(authenticated);
    return cipher;
  }

  private static byte[] bytes(JsonNode asked, String field) throws IOException {
    return asked.path(field).binaryValue();
  }

  private static void answer(HttpExchange exchange, int status, Map<String, String> body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
