package dev.parallax.recommendation.model;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.rule.AssociationRule;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A model as bytes: the letters PXRM, the version of the format, then deflated big-endian fields in
 * the order of the record. Format 2 added the recipe. Java serialization was rejected, since
 * reading it runs what is in it; protobuf, since ten fields of plain arrays need no schema
 * compiler. An older version stays readable: a stored sample of each is replayed in the tests.
 */
public final class ModelCodec {
  private static final int WITHOUT_RECIPE = 1;
  private static final Artifact FORM =
      new Artifact(0x5058524D, "recommendation model", WITHOUT_RECIPE, 2);

  private ModelCodec() {}

  public static byte[] write(RecommendationModel model) {
    return FORM.write(
        out -> {
          Artifact.writeTexts(out, model.items());
          writeRules(out, model.rules());
          writeMatrix(out, model.similar());
          writeBlend(out, model.customerBlend());
          writeBlend(out, model.basketBlend());
          out.writeUTF(model.recipe().algorithm());
          out.writeUTF(EventJson.mapper().writeValueAsString(model.recipe().settings()));
        });
  }

  /**
   * @throws IllegalArgumentException when the bytes are no model or one of a newer format
   */
  public static RecommendationModel read(byte[] bytes) {
    return FORM.read(
        bytes,
        (in, version) -> {
          List<String> items = Artifact.readTexts(in);
          return new RecommendationModel(
              items,
              readRules(in),
              readMatrix(in, items.size()),
              readBlend(in),
              readBlend(in),
              version == WITHOUT_RECIPE ? Recipe.FIRST : readRecipe(in));
        });
  }

  private static void writeRules(DataOutputStream out, List<AssociationRule> rules)
      throws IOException {
    out.writeInt(rules.size());
    for (AssociationRule rule : rules) {
      out.writeByte(rule.size());
      for (int i = 0; i < rule.size(); i++) {
        out.writeInt(rule.antecedent(i));
      }
      out.writeInt(rule.consequent());
      out.writeInt(rule.count());
      out.writeInt(rule.antecedentCount());
      out.writeInt(rule.consequentCount());
      out.writeInt(rule.baskets());
    }
  }

  private static List<AssociationRule> readRules(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<AssociationRule> rules = new ArrayList<>();
    for (int r = 0; r < count; r++) {
      int[] antecedent = new int[in.readUnsignedByte()];
      for (int i = 0; i < antecedent.length; i++) {
        antecedent[i] = in.readInt();
      }
      rules.add(
          new AssociationRule(
              antecedent, in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt()));
    }
    return rules;
  }

  private static void writeMatrix(DataOutputStream out, SparseMatrix matrix) throws IOException {
    for (int row = 0; row < matrix.rows(); row++) {
      out.writeInt(matrix.to(row) - matrix.from(row));
      for (int p = matrix.from(row); p < matrix.to(row); p++) {
        out.writeInt(matrix.column(p));
        out.writeFloat(matrix.value(p));
      }
    }
  }

  private static SparseMatrix readMatrix(DataInputStream in, int rows) throws IOException {
    int[] offsets = new int[rows + 1];
    int[] columns = new int[1024];
    float[] values = new float[1024];
    for (int row = 0; row < rows; row++) {
      offsets[row + 1] = offsets[row] + in.readInt();
      if (offsets[row + 1] > columns.length) {
        int length = Math.max(columns.length * 2, offsets[row + 1]);
        columns = Arrays.copyOf(columns, length);
        values = Arrays.copyOf(values, length);
      }
      for (int p = offsets[row]; p < offsets[row + 1]; p++) {
        columns[p] = in.readInt();
        values[p] = in.readFloat();
      }
    }
    return new SparseMatrix(
        rows, offsets, Arrays.copyOf(columns, offsets[rows]), Arrays.copyOf(values, offsets[rows]));
  }

  private static void writeBlend(DataOutputStream out, Blend blend) throws IOException {
    out.writeDouble(blend.rules());
    out.writeDouble(blend.neighbours());
    out.writeDouble(blend.popular());
  }

  private static Blend readBlend(DataInputStream in) throws IOException {
    return new Blend(in.readDouble(), in.readDouble(), in.readDouble());
  }

  private static Recipe readRecipe(DataInputStream in) throws IOException {
    return new Recipe(
        in.readUTF(),
        EventJson.mapper().readValue(in.readUTF(), new TypeReference<Map<String, Object>>() {}));
  }
}
