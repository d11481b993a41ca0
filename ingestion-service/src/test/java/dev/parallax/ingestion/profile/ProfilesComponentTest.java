package dev.parallax.ingestion.profile;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class ProfilesComponentTest {
  /** Several times as many as there are connections. */
  private static final int AT_ONCE = 64;

  private static final int EACH = 50;

  @Inject Profiles profiles;

  /** Who takes a second connection with one in hand waits for others who do the same. */
  @Test
  void manyLookAtOnceAndNobodyWaitsForASecondConnection()
      throws InterruptedException, ExecutionException {
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String cid = "c_" + i;
        all.add(
            readers.submit(
                () -> {
                  for (int round = 0; round < EACH; round++) {
                    profiles.said(Set.of(cid));
                    profiles.answers(cid);
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get(); // Whoever waited in vain for a connection fails here.
      }
    }
  }
}
