package dev.parallax.recommendation.benchmark;

import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.upload.Columns;
import dev.parallax.recommendation.upload.InteractionCodec;
import dev.parallax.recommendation.upload.InteractionFile;
import dev.parallax.recommendation.upload.UnreadableFileException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes files in. A file is read while its sender waits: what is wrong with it is said at once, and
 * what is kept of it until the job is over are numbers in the database, where any replica finds
 * them. The file itself was a temporary one of the request.
 */
@ApplicationScoped
class Evaluations {
  private static final Logger LOG = Logger.getLogger(Evaluations.class);
  private static final int TRANSACTION_SECONDS = 900;
  private static final int RETRY_SECONDS = 60;

  /** What an interaction costs at the peak of an evaluation, without what is learned of it. */
  private static final int BYTES_PER_INTERACTION = 140;

  private static final double PART_OF_HEAP = 0.6;

  private final EvaluationRepository repository;
  private final Jobs jobs;
  private final BenchmarkConfig config;
  private final SecureRandom keys = new SecureRandom();

  Evaluations(EvaluationRepository repository, Jobs jobs, BenchmarkConfig config) {
    this.repository = repository;
    this.jobs = jobs;
    this.config = config;
  }

  /**
   * @throws RuntimeException a problem that says what is wrong with the file or that too many wait
   */
  Job submit(EvaluationRequest request, String name, Path file) {
    if (repository.open() >= config.mostWaiting()) {
      throw Problems.tooManyRequests(
          "there are "
              + config.mostWaiting()
              + " evaluations that wait or run already; send it again when one is over",
          RETRY_SECONDS);
    }
    return QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .call(() -> store(request, name, file));
  }

  private Job store(EvaluationRequest request, String name, Path file) {
    String id = jobs.newId();
    repository.insert(id, name, request);
    int[] blocks = {0};
    InteractionCodec.Writer writer =
        new InteractionCodec.Writer(bytes -> repository.addBlock(id, blocks[0]++, bytes));
    InteractionFile.Terms terms =
        new InteractionFile.Terms(
            Columns.of(request.columns()),
            request.needsTimes(),
            most(),
            config.largestUnpacked().asLongValue());
    InteractionFile.Rows read;
    try {
      read = InteractionFile.read(file, terms, writer, keys.nextLong());
      writer.end();
      repository.setInteractions(id, read.taken());
    } catch (UnreadableFileException e) {
      throw Problems.invalid(
          e.mistakes().stream().map(mistake -> new FieldError(e.field(), mistake)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    checkColumns(request, writer);
    return jobs.submit(id, EvaluationJob.KIND, EvaluationJob.params(read));
  }

  private static void checkColumns(EvaluationRequest request, InteractionCodec.Writer file) {
    if (request.needsTimes() && !file.timed()) {
      throw Problems.invalid(
          List.of(
              new FieldError(
                  "split", "must be random for a file without timestamps, or send it with them")));
    }
    if (request.needsRatings() && !file.rated()) {
      throw Problems.invalid(
          List.of(
              new FieldError(
                  request.minRating() == null ? "values" : "minRating",
                  "needs a file with ratings")));
    }
  }

  private long most() {
    double room = Runtime.getRuntime().maxMemory() * PART_OF_HEAP / BYTES_PER_INTERACTION;
    return (long) Math.min(config.mostInteractions(), room);
  }

  /** What jobs left that ended without coming to it. */
  @Scheduled(every = "1h", delayed = "5m")
  void sweep() {
    int left = QuarkusTransaction.requiringNew().call(repository::deleteBlocksOfEnded);
    if (left > 0) {
      LOG.infof("uploaded interactions of ended evaluations deleted blocks=%d", left);
    }
  }
}
