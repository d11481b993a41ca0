package dev.parallax.console.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  @ParameterizedTest
  @CsvSource({
    "/v1/track, INGESTION",
    "/v1/batch, INGESTION",
    "/v1/b, INGESTION",
    "/v1/pixel/track, INGESTION",
    "/pixel/v1/track, INGESTION",
    "/beacon/v1/batch, INGESTION",
    "/v1/parallax.js, INGESTION",
    "/v1/imports, INGESTION",
    "/v1/replays, INGESTION",
    "/v1/rejected/42, INGESTION",
    "/v1/ingestion/rate/live, INGESTION",
    "/v1/feedback, INGESTION",
    "/v1/customers/u-1/consent, INGESTION",
    "/v1/customers/c_1/identity, INGESTION",
    "/v1/customers/c_1/split, INGESTION",
    "/v1/customers/c_1/merge, INGESTION",
    "/v1/pseudonyms/rotation, INGESTION",
    "/v1/customers/segment/consent, INGESTION",
    "/v1/consent, INGESTION",
    "/v1/consent/definitions/analytics, INGESTION",
    "/v1/feedback/summary, EXPERIENCE",
    "/v1/customers/segment, SEGMENTATION",
    "/v1/segmentations/current/segments, SEGMENTATION",
    "/v1/segments/3/members, SEGMENTATION",
    "/v1/recommendations, RECOMMENDATION",
    "/v1/recommendations/feedback, RECOMMENDATION",
    "/v1/merchandising/rules/new-brand, RECOMMENDATION",
    "/v1/recommendations/recommendation-1, RECOMMENDATION",
    "/v1/exposures, RECOMMENDATION",
    "/v1/experiments/new-blend/start, RECOMMENDATION",
    "/v1/rules, RECOMMENDATION",
    "/v1/items/85123A/similar, RECOMMENDATION",
    "/v1/evaluations, RECOMMENDATION",
    "/v1/models/train, RECOMMENDATION",
    "/v1/decisions, FRAUD",
    "/v1/fraud/rules/large-amount, FRAUD",
    "/v1/fraud/models/train, FRAUD",
    "/v1/labels, FRAUD",
    "/v1/overview, EXPERIENCE",
    "/v1/gaps, EXPERIENCE",
    "/v1/frictions, EXPERIENCE",
    "/v1/exports/gaps, EXPERIENCE",
    "/v1/exports/segments, SEGMENTATION",
    "/v1/jobs/fraud-0198f/progress, FRAUD",
    "/v1/models/segmentation-kmeans-3/promote, SEGMENTATION",
    "/v1/models/recommendation-rules-1, RECOMMENDATION"
  })
  void aPathLeadsToTheServiceThatOwnsIt(String path, String service) {
    assertThat(Routes.destination(path))
        .isInstanceOfSatisfying(
            Destination.To.class, to -> assertThat(to.service()).hasToString(service));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/jobs", "/v1/models", "/v1/health", "/v1/audit", "/v1/audit/verify"})
  void mergedListsAndHealthAreAnsweredHere(String path) {
    assertThat(Routes.destination(path)).isInstanceOf(Destination.Here.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/",
        "/v1/nothing",
        "/v1/customers",
        "/v1/customers/u-1",
        "/v1/health/secret",
        "/v1/audit/5",
        "/v1/exports",
        "/v1/exports/customers"
      })
  void anUnknownPathLeadsNowhere(String path) {
    assertThat(Routes.destination(path))
        .isInstanceOfSatisfying(
            Destination.Nowhere.class,
            nowhere -> {
              assertThat(nowhere.field()).isEqualTo("path");
              assertThat(nowhere.message()).startsWith(path + " leads nowhere");
            });
  }

  @Test
  void anIdThatNoServiceGaveOutSaysHowIdsBegin() {
    assertThat(Routes.destination("/v1/jobs/0198f"))
        .isInstanceOfSatisfying(
            Destination.Nowhere.class,
            nowhere -> {
              assertThat(nowhere.field()).isEqualTo("id");
              assertThat(nowhere.message()).contains("begin with the name of the service");
            });
  }

  @Test
  void aServiceNameWithoutDashIsNotAnId() {
    assertThat(Routes.destination("/v1/jobs/fraudulent")).isInstanceOf(Destination.Nowhere.class);
  }
}
