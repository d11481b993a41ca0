package dev.parallax.fraud.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.fraud.verdict.ReferenceRates;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServingConfigTest {

  @Test
  void aRateMayBeGivenByTheEnvironmentBesideOrInsteadOfOneInTheFile() {
    ServingConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(ServingConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of(
                        "parallax.fraud.serving.reference-rates.EUR",
                        "1",
                        "parallax.fraud.serving.reference-rates.USD",
                        "0.9"),
                    "file",
                    250),
                new EnvConfigSource(
                    Map.of(
                        "PARALLAX_FRAUD_SERVING_REFERENCE_RATES_XAF",
                        "0.0015",
                        "PARALLAX_FRAUD_SERVING_REFERENCE_RATES_USD",
                        "0.95"),
                    300))
            .build()
            .getConfigMapping(ServingConfig.class);

    ReferenceRates rates = new ReferenceRates(config.referenceRates());

    assertThat(rates.knows("EUR")).isTrue();
    assertThat(rates.knows("XAF")).isTrue();
    assertThat(rates.rates()).containsEntry("USD", 0.95);
    assertThat(rates.knows("XPF")).isFalse();
  }
}
