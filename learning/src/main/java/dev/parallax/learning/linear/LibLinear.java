package dev.parallax.learning.linear;

import de.bwaldvogel.liblinear.Model;
import dev.parallax.learning.pipeline.Matrix;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Linear classifiers by Tribuo's LibLinear (Fan et al., "LIBLINEAR: A Library for Large Linear
 * Classification", 2008). Tribuo's AdaGrad was rejected: it does not reach the optimum.
 */
public final class LibLinear {
  private static final Label YES = new Label("yes");
  private static final Label NO = new Label("no");
  private static final int MOST_ITERATIONS = 1000;
  private static final double TOLERANCE = 1e-3;

  private LibLinear() {}

  /** Which loss is minimised, beside half the squared length of the weights. */
  public enum Loss {
    /** Log-likelihood: scores are log-odds. */
    LOGISTIC(LinearType.L2R_LR),
    /** Squared hinge of a support vector machine: scores are distances, to be calibrated. */
    HINGE(LinearType.L2R_L2LOSS_SVC);

    private final LinearType type;

    Loss(LinearType type) {
      this.type = type;
    }
  }

  /**
   * @param score higher for yes
   * @param provenance Tribuo's record of trainer, parameters and data
   */
  public record Fitted(LinearScore score, String provenance) {}

  /**
   * @param inputs scaled, nothing missing
   * @param cost of an error against the length of the weights; larger fits closer
   * @throws IllegalArgumentException when one of the two classes is missing
   */
  public static Fitted fit(Matrix inputs, boolean[] target, Loss loss, double cost, long seed) {
    MutableDataset<Label> dataset = dataset(inputs, target);
    if (dataset.getOutputInfo().size() != 2) {
      throw new IllegalArgumentException("target must have both classes");
    }
    LibLinearClassificationTrainer trainer =
        new LibLinearClassificationTrainer(
            new LinearClassificationType(loss.type), cost, MOST_ITERATIONS, TOLERANCE, seed);
    LibLinearClassificationModel model =
        (LibLinearClassificationModel) trainer.train(dataset, Map.of());
    return new Fitted(score(model, inputs), model.getProvenance().toString());
  }

  private static MutableDataset<Label> dataset(Matrix inputs, boolean[] target) {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                "table", OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC), labels),
            labels);
    String[] names = names(inputs.columns());
    for (int row = 0; row < inputs.rows(); row++) {
      double[] values = new double[inputs.columns()];
      inputs.row(row, values);
      dataset.add(new ArrayExample<>(target[row] ? YES : NO, names, values));
    }
    return dataset;
  }

  /** Padded: ids of Tribuo's inputs follow the order of their names. */
  private static String[] names(int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "%05d".formatted(i);
    }
    return names;
  }

  private static LinearScore score(LibLinearClassificationModel model, Matrix inputs) {
    Model inner = model.getInnerModels().getFirst();
    double[] fitted = inner.getFeatureWeights();
    boolean yesFirst = model.getOutputIDInfo().getOutput(inner.getLabels()[0]).equals(YES);
    double sign = yesFirst ? 1 : -1;
    String[] names = names(inputs.columns());
    double[] weights = new double[names.length];
    for (int i = 0; i < weights.length; i++) {
      int id = model.getFeatureIDMap().getID(names[i]);
      weights[i] = id < 0 ? 0 : sign * fitted[id];
    }
    return new LinearScore(weights, sign * fitted[fitted.length - 1], inputs.means());
  }
}
