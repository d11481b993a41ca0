package dev.parallax.learning.predictor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A predictor as bytes: the letters PXPM, the version of the format, then gzipped JSON of the
 * record, with trees within as base64 of {@link dev.parallax.learning.tree.Trees#toBytes}. Fields
 * are only added; a sample of each version is replayed in the tests. Tribuo's protobuf was rejected
 * for it: pipeline, calibration and our trees have no place there; its provenance is kept as text.
 */
public final class PredictorCodec {
  private static final int MAGIC = 0x5058504D;
  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private PredictorCodec() {}

  public static byte[] write(Predictor predictor) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DataOutputStream head = new DataOutputStream(bytes);
      head.writeInt(MAGIC);
      head.writeInt(VERSION);
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        JSON.writeValue(out, predictor);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are no predictor or one of a newer format
   */
  public static Predictor read(byte[] bytes) {
    try {
      DataInputStream head = new DataInputStream(new ByteArrayInputStream(bytes));
      if (head.readInt() != MAGIC) {
        throw new IllegalArgumentException("artifact must be a predictor");
      }
      int version = head.readInt();
      if (version != VERSION) {
        throw new IllegalArgumentException(
            "artifact must be of format " + VERSION + ", not " + version);
      }
      try (GZIPInputStream in = new GZIPInputStream(head)) {
        return JSON.readValue(in, Predictor.class);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("artifact must be a whole predictor", e);
    }
  }
}
