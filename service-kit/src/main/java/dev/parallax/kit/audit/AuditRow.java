package dev.parallax.kit.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * An entry as it is stored.
 *
 * @param previous the hash of the row before; of the first, zeros
 * @param hash SHA-256 over everything before it
 * @param seal that the service wrote it
 */
record AuditRow(AuditEntry entry, byte[] previous, byte[] hash, byte[] seal) {
  static final int HASH_BYTES = 32;

  /** Of rows that are hashed in this way; another way would begin with another number. */
  private static final int FORM = 1;

  /**
   * The hash of an entry that follows the row with hash {@code previous}. Every text goes in with
   * its length before it, so that no two entries read the same; JSON goes in with its keys sorted
   * and its numbers in one form, since the database keeps neither as they were.
   */
  static byte[] hash(AuditEntry entry, byte[] previous) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORM);
      text(out, entry.service());
      out.writeLong(entry.seq());
      out.writeLong(ChronoUnit.MICROS.between(java.time.Instant.EPOCH, entry.createdAt()));
      text(out, entry.actor());
      out.writeInt(entry.roles().size());
      for (String role : entry.roles()) {
        text(out, role);
      }
      text(out, entry.action());
      text(out, entry.subject());
      json(out, entry.details());
      out.write(previous);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sha256(bytes.toByteArray());
  }

  private static void json(DataOutputStream out, JsonNode node) throws IOException {
    out.writeByte(node.getNodeType().ordinal());
    switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
        out.writeInt(sorted.size());
        for (Map.Entry<String, JsonNode> field : sorted.entrySet()) {
          text(out, field.getKey());
          json(out, field.getValue());
        }
      }
      case ARRAY -> {
        out.writeInt(node.size());
        for (JsonNode element : node) {
          json(out, element);
        }
      }
      case NUMBER -> text(out, node.decimalValue().stripTrailingZeros().toPlainString());
      default -> text(out, node.asText());
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
