package dev.parallax.recommendation.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What is stored as bytes: four letters that say what it is, the version of its format, then
 * deflated big-endian fields.
 *
 * @param magic the letters
 * @param what it is, for people
 * @param oldest version that can still be read
 * @param version that is written
 */
public record Artifact(int magic, String what, int oldest, int version) {

  /** Writes the fields. */
  @FunctionalInterface
  public interface Writer {
    void write(DataOutputStream out) throws IOException;
  }

  /** Reads the fields as they were written in a version. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(DataInputStream in, int version) throws IOException;
  }

  public byte[] write(Writer fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream head = new DataOutputStream(bytes);
      head.writeInt(magic);
      head.writeInt(version);
      try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
        fields.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are something else, of another format, or not
   *     whole
   */
  public <T> T read(byte[] bytes, Reader<T> fields) {
    try {
      DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes));
      if (head.readInt() != magic) {
        throw new IllegalArgumentException("artifact must be a " + what);
      }
      int found = head.readInt();
      if (found < oldest || found > version) {
        throw new IllegalArgumentException(
            "artifact must be a %s of format %d%s, not %d"
                .formatted(what, version, oldest == version ? "" : " or before", found));
      }
      try (DataInputStream in = new DataInputStream(new InflaterInputStream(head))) {
        return fields.read(in, found);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("artifact must be a whole " + what, e);
    }
  }

  /** A list of texts, to be read by {@link #readTexts}. */
  public static void writeTexts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      out.writeUTF(text);
    }
  }

  public static List<String> readTexts(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.readUTF());
    }
    return texts;
  }
}
