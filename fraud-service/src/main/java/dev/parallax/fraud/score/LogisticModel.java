package dev.parallax.fraud.score;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import de.bwaldvogel.liblinear.Model;
import dev.parallax.fraud.feature.Feature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.classification.Label;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

/**
 * A fitted model with all that is needed to use it again: Tribuo's model, the basis of its inputs,
 * and the correction for the genuine transactions that were left out of training.
 */
public final class LogisticModel {
  static final Label FRAUD = new Label("fraud");
  static final Label GENUINE = new Label("genuine");
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LibLinearClassificationModel tribuo;
  private final Basis basis;
  private final double offset;

  /**
   * @param offset added to the log-odds
   */
  LogisticModel(LibLinearClassificationModel tribuo, Basis basis, double offset) {
    this.tribuo = tribuo;
    this.basis = basis;
    this.offset = offset;
  }

  private record Envelope(Basis basis, double offset) {}

  /** The fast path; the same numbers as Tribuo's prediction. */
  public LogisticScore score() {
    Model inner = tribuo.getInnerModels().getFirst();
    double[] inputs = inner.getFeatureWeights();
    boolean fraudFirst = tribuo.getOutputIDInfo().getOutput(inner.getLabels()[0]).equals(FRAUD);
    double sign = fraudFirst ? 1 : -1;
    double[] weights = new double[basis.terms().size()];
    for (int i = 0; i < weights.length; i++) {
      int id = tribuo.getFeatureIDMap().getID(basis.terms().get(i).inputName());
      weights[i] = sign * inputs[id];
    }
    double bias = sign * inputs[inputs.length - 1];
    return new LogisticScore(basis, weights, bias + offset);
  }

  /** Tribuo's own probability for a vector, before the correction by {@link #offset}. */
  double tribuoProbability(double[] vector) {
    return tribuo
        .predict(example(basis, vector, GENUINE))
        .getOutputScores()
        .get("fraud")
        .getScore();
  }

  double offset() {
    return offset;
  }

  /**
   * Inputs of one vector, standardised; every input is given, since an absent one reads as zero.
   */
  static Example<Label> example(Basis basis, double[] vector, Label label) {
    List<Basis.Term> terms = basis.terms();
    String[] names = new String[terms.size()];
    double[] values = new double[terms.size()];
    for (int i = 0; i < names.length; i++) {
      Basis.Term term = terms.get(i);
      double knot = term.knot() == null ? Double.NEGATIVE_INFINITY : term.knot();
      double input = LogisticScore.input(feature(term.feature()), knot, vector);
      names[i] = term.inputName();
      values[i] = (input - term.mean()) / term.deviation();
    }
    return new ArrayExample<>(label, names, values);
  }

  private static Feature feature(String wireName) {
    return Arrays.stream(Feature.values())
        .filter(f -> f.wireName().equals(wireName))
        .findFirst()
        .orElseThrow();
  }

  /** Tribuo's record of trainer, parameters and data. */
  public String provenance() {
    return tribuo.getProvenance().toString();
  }

  /** A length-prefixed JSON of basis and offset, then Tribuo's protobuf. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      byte[] envelope = JSON.writeValueAsBytes(new Envelope(basis, offset));
      out.writeByte(VERSION);
      out.writeInt(envelope.length);
      out.write(envelope);
      tribuo.serialize().writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes are none of ours
   */
  public static LogisticModel of(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("model file has version " + version);
      }
      Envelope envelope = JSON.readValue(in.readNBytes(in.readInt()), Envelope.class);
      return new LogisticModel(tribuo(in.readAllBytes()), envelope.basis(), envelope.offset());
    } catch (IOException e) {
      throw new IllegalArgumentException("not a model file", e);
    }
  }

  private static LibLinearClassificationModel tribuo(byte[] bytes)
      throws InvalidProtocolBufferException {
    return (LibLinearClassificationModel) org.tribuo.Model.deserialize(ModelProto.parseFrom(bytes));
  }
}
