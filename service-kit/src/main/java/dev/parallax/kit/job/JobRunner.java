package dev.parallax.kit.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.log.LogUnavailableException;
import dev.parallax.kit.service.ServiceIdentity;
import dev.parallax.kit.store.Outage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Runs queued jobs of this service's kinds on a bounded pool, and takes over those whose replica
 * died.
 */
@ApplicationScoped
class JobRunner {
  private static final Logger LOG = Logger.getLogger(JobRunner.class);

  private final JobRepository repository;
  private final JobConfig config;
  private final ServiceIdentity service;
  private final Map<String, JobHandler> handlers;
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final List<Lane> lanes;
  private final ExecutorService pool;
  private volatile boolean open;

  /** Kinds that share some threads, and take none of the others'. */
  private record Lane(String[] kinds, Semaphore slots) {}

  JobRunner(
      JobRepository repository,
      JobConfig config,
      ServiceIdentity service,
      Instance<JobHandler> handlers) {
    this.repository = repository;
    this.config = config;
    this.service = service;
    this.handlers =
        handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
    this.lanes = List.of(lane(true, 1), lane(false, config.threads()));
    this.pool =
        Executors.newFixedThreadPool(
            1 + config.threads(), Thread.ofPlatform().name("job-", 0).daemon().factory());
  }

  private Lane lane(boolean urgent, int threads) {
    String[] kinds =
        handlers.values().stream()
            .filter(handler -> handler.isUrgent() == urgent)
            .map(JobHandler::kind)
            .toArray(String[]::new);
    return new Lane(kinds, new Semaphore(threads));
  }

  void start(@Observes StartupEvent event) {
    open = true;
  }

  /** Running jobs are left as they are: the next start takes them over at their checkpoint. */
  void stop(@Observes ShutdownEvent event) {
    open = false;
    pool.shutdownNow();
  }

  /** A job was queued. */
  void wake() {
    if (open) {
      Thread.ofVirtual().name("job-claim").start(this::tick);
    }
  }

  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void tick() {
    if (!open || handlers.isEmpty()) {
      return;
    }
    try {
      running.forEach(id -> repository.beat(id, service.instance()));
      lanes.stream().filter(lane -> lane.kinds().length > 0).forEach(this::claimAll);
    } catch (RuntimeException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
      LOG.warn("jobs wait for the database");
    }
  }

  private void claimAll(Lane lane) {
    while (open && lane.slots().tryAcquire()) {
      Optional<JobRepository.Claimed> claimed = Optional.empty();
      try {
        claimed = repository.claim(service.instance(), lane.kinds(), config.staleAfter());
      } finally {
        if (claimed.isEmpty()) {
          lane.slots().release();
        }
      }
      if (claimed.isEmpty()) {
        return;
      }
      JobRepository.Claimed job = claimed.get();
      running.add(job.id());
      pool.execute(() -> run(job, lane));
    }
  }

  private void run(JobRepository.Claimed job, Lane lane) {
    RunningJob context = new RunningJob(job, repository, service.instance());
    try {
      if (job.attempts() > config.attempts()) {
        throw new JobFailedException(
            "given up after " + config.attempts() + " starts that did not end");
      }
      LOG.infof("job started id=%s kind=%s attempt=%d", job.id(), job.kind(), job.attempts());
      ObjectNode result = handlers.get(job.kind()).run(context);
      context.flush();
      repository.succeed(job.id(), service.instance(), result);
      LOG.infof("job succeeded id=%s kind=%s", job.id(), job.kind());
    } catch (JobFailedException e) {
      fail(context, job, e.getMessage());
    } catch (OutOfMemoryError | InternalError | UnknownError e) {
      throw e; // Nothing can be relied on here any more; the next start takes the job over.
    } catch (Throwable e) { // Errors, too: a missing class is missing at every attempt.
      if (waits(e)) {
        await(job, e);
      } else if (open) {
        failOnOurSide(context, job, e);
      }
    } finally {
      running.remove(job.id());
      lane.slots().release();
      wake();
    }
  }

  /**
   * A job that an outage ended stays as it is; it is taken up at its checkpoint once its heart has
   * stopped.
   */
  private static boolean waits(Throwable e) {
    return Outage.isPassing(e)
        || e instanceof LogUnavailableException
        || e instanceof JobWaitsException;
  }

  /** An outage may last for longer than a job that crashes is started anew. */
  private void await(JobRepository.Claimed job, Throwable cause) {
    LOG.warnf("job waits for what it needs id=%s kind=%s cause=%s", job.id(), job.kind(), cause);
    String message = cause instanceof JobWaitsException ? cause.getMessage() : null;
    try {
      repository.await(job.id(), service.instance(), message);
    } catch (RuntimeException e) {
      if (!Outage.isPassing(e)) {
        throw e;
      }
    }
  }

  private void failOnOurSide(RunningJob context, JobRepository.Claimed job, Throwable cause) {
    LOG.errorf(cause, "job failed id=%s kind=%s", job.id(), job.kind());
    fail(context, job, "something went wrong on our side; it has been logged under this job's id");
  }

  private void fail(RunningJob context, JobRepository.Claimed job, String message) {
    LOG.infof("job ended without success id=%s kind=%s", job.id(), job.kind());
    ObjectNode checkpoint = context.latest();
    ObjectNode done = checkpoint == null ? null : handlers.get(job.kind()).doneBy(checkpoint);
    repository.fail(job.id(), service.instance(), message, done);
  }
}
