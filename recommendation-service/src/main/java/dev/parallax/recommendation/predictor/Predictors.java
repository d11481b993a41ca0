package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.problem.Problems;
import dev.parallax.learning.predictor.Learner;
import dev.parallax.learning.table.Schema;
import dev.parallax.learning.table.Table;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Makes predictors, looks them up and deletes them. */
@ApplicationScoped
class Predictors {
  private static final int MOST_VERSIONS = 100;

  private final PredictorStore store;
  private final FileStore files;
  private final ModelRegistry registry;
  private final Jobs jobs;
  private final Tables tables;
  private final ServingPredictors serving;
  private final Audit audit;

  Predictors(
      PredictorStore store,
      FileStore files,
      ModelRegistry registry,
      Jobs jobs,
      Tables tables,
      ServingPredictors serving,
      Audit audit) {
    this.store = store;
    this.files = files;
    this.registry = registry;
    this.jobs = jobs;
    this.tables = tables;
    this.serving = serving;
    this.audit = audit;
  }

  /**
   * Looks at the file while its sender waits, and makes a job of it.
   *
   * @throws RuntimeException a 400 problem naming columns and rows
   */
  Job train(Order order, Path file) throws IOException {
    tables.checked(
        () -> {
          Table table =
              tables.read(() -> Files.newInputStream(file), order.categories(), order.ignore());
          tables.requireRoom(table);
          Learner.require(table, order.plan());
          return null;
        });
    String id = jobs.newId();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              store.ensure(order.predictor());
              keep(id, order.predictor(), file);
              return jobs.submit(id, PredictorTrainingJob.KIND, order.toParams());
            });
  }

  /** From the service's own store. */
  Job train(Order order) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              store.ensure(order.predictor());
              return jobs.submit(PredictorTrainingJob.KIND, order.toParams());
            });
  }

  /**
   * A file to be predicted from, as a job.
   *
   * @param keep a column that the result repeats, null for none
   * @throws RuntimeException a 400 problem naming columns and rows
   */
  Job predict(String name, Path file, String keep, boolean explain) throws IOException {
    Schema schema = serving.require(name).predictor().schema();
    tables.checked(
        () -> {
          tables.read(() -> Files.newInputStream(file), schema);
          if (keep != null) {
            tables.texts(() -> Files.newInputStream(file), keep, (text, row) -> {});
          }
          return null;
        });
    ObjectNode params =
        EventJson.mapper().createObjectNode().put("predictor", name).put("explain", explain);
    if (keep != null) {
      params.put("keep", keep);
    }
    String id = jobs.newId();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              keep(id, name, file);
              return jobs.submit(id, BulkPredictionJob.KIND, params);
            });
  }

  private void keep(String jobId, String predictor, Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      files.write(jobId, FileStore.Kind.UPLOAD, predictor, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Page<PredictorView.Summary> list(int limit, String after) {
    Page<PredictorStore.Stored> page = store.list(limit, after);
    return new Page<>(page.items().stream().map(this::summary).toList(), page.nextCursor());
  }

  private PredictorView.Summary summary(PredictorStore.Stored stored) {
    return registry
        .champion(stored.models())
        .flatMap(model -> store.version(model.id()))
        .map(version -> PredictorView.Summary.of(stored.name(), stored.createdAt(), version))
        .orElseGet(() -> PredictorView.Summary.untrained(stored.name(), stored.createdAt()));
  }

  PredictorView get(String name) {
    PredictorStore.Stored stored = require(name);
    StoredModel champion = registry.champion(stored.models()).orElse(null);
    List<PredictorView.Version> versions =
        store.versions(name, MOST_VERSIONS).stream()
            .map(version -> PredictorView.Version.of(version, champion))
            .toList();
    ObjectNode report =
        champion == null
            ? null
            : store.version(champion.id()).map(PredictorStore.Version::report).orElse(null);
    return new PredictorView(
        name,
        stored.createdAt(),
        champion == null ? null : champion.id(),
        champion == null ? null : champion.card(),
        report,
        versions);
  }

  private PredictorStore.Stored require(String name) {
    return store.find(name).orElseThrow(() -> Problems.notFound("name", "names no predictor"));
  }

  /** Models, evaluations, files: all of it, on every replica. */
  void delete(String name) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              PredictorStore.Stored stored = require(name);
              store.delete(name);
              registry.delete(stored.models());
              audit.record("predictor-deleted", name, Map.of());
            });
  }
}
