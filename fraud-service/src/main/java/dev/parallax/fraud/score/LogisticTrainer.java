package dev.parallax.fraud.score;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.tribuo.MutableDataset;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationModel;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Fits an L2-regularised logistic regression with Tribuo's LibLinear (Fan et al., 2008). It was
 * chosen over Tribuo's AdaGrad since it converges to the optimum, and over boosted trees since its
 * terms are its reasons.
 *
 * <p>Frauds are rare. Genuine transactions may be sampled; the fitted intercept is then too high by
 * the logarithm of the sampling ratio, and lowered by it (prior correction; King and Zeng,
 * "Logistic Regression in Rare Events Data", 2001, section 4.1). Weighting the classes was
 * rejected: it ruins the probabilities, and the thresholds are probabilities.
 */
public final class LogisticTrainer {
  private static final double COST = 1.0;
  private static final double TOLERANCE = 1e-4;
  private static final int MOST_ITERATIONS = 1000;

  private final long seed;

  public LogisticTrainer(long seed) {
    this.seed = seed;
  }

  /**
   * @param genuineShare the share of genuine transactions that was kept, in (0, 1]
   * @param source what the data is, for the provenance that is stored with the model
   * @throws IllegalArgumentException when frauds or genuine ones are missing
   */
  public LogisticModel train(LabelledVectors data, double genuineShare, String source) {
    int frauds = data.frauds();
    if (frauds == 0 || frauds == data.size()) {
      throw new IllegalArgumentException("training needs both frauds and genuine transactions");
    }
    Basis basis = Basis.fit(data);
    LabelFactory labels = new LabelFactory();
    MutableDataset<org.tribuo.classification.Label> dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance(
                source, OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC), labels),
            labels);
    for (int i = 0; i < data.size(); i++) {
      dataset.add(
          LogisticModel.example(
              basis,
              data.vector(i),
              data.isFraud(i) ? LogisticModel.FRAUD : LogisticModel.GENUINE));
    }
    LibLinearClassificationTrainer trainer =
        new LibLinearClassificationTrainer(
            new LinearClassificationType(LinearType.L2R_LR),
            COST,
            MOST_ITERATIONS,
            TOLERANCE,
            seed);
    LibLinearClassificationModel model =
        (LibLinearClassificationModel) trainer.train(dataset, Map.of());
    return new LogisticModel(model, basis, Math.log(genuineShare));
  }
}
