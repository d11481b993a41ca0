package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.bucket.Buckets;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.kit.store.StoreException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Takes in the objects of buckets, each once, by {@link ObjectClaims}. Objects stay where they are;
 * one with the same name and other content is another one.
 */
@ApplicationScoped
class BucketWatch {
  private static final Logger LOG = Logger.getLogger(BucketWatch.class);

  private final WatchConfig config;
  private final ImportForms forms;
  private final Buckets buckets;
  private final Imports imports;
  private final ImportsConfig spool;
  private final ObjectClaims claims;

  /** Those at the last look, which have been told of, by the name of what is watched. */
  private final Map<String, Set<Buckets.Found>> tooLarge = new ConcurrentHashMap<>();

  /** Of the object that is being downloaded; one at a time. */
  private volatile ObjectClaims.Claim current;

  BucketWatch(
      WatchConfig config,
      ImportForms forms,
      Buckets buckets,
      Imports imports,
      ImportsConfig spool,
      ObjectClaims claims) {
    this.config = config;
    this.forms = forms;
    this.buckets = buckets;
    this.imports = imports;
    this.spool = spool;
    this.claims = claims;
  }

  /** Several times within {@link ObjectClaims#DEAD}: a download may take hours. */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void beat() {
    ObjectClaims.Claim claim = current;
    try {
      if (claim != null && !claims.renew(claim)) {
        LOG.warnf("watched object is another replica's by now id=%s", claim.jobId());
      }
    } catch (StoreException e) {
      LOG.warn("a claim waits for the database");
    }
  }

  @Scheduled(
      every = "${parallax.imports.watch.every:5s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    config
        .buckets()
        .forEach(
            (name, watched) -> {
              try {
                look(name, watched);
              } catch (IOException e) {
                LOG.warnf("watched bucket cannot be read name=%s cause=%s", name, e.getMessage());
              } catch (HttpProblem e) {
                LOG.errorf("watched bucket is set up wrong name=%s cause=%s", name, e.getDetail());
              } catch (StoreException e) {
                LOG.warn("watched bucket waits for the database");
              }
            });
  }

  private void look(String name, WatchConfig.Watched watched) throws IOException {
    ImportRequest request =
        forms.read(
            watched.meaning().mapping().orElse(name),
            null,
            watched.meaning().source().orElse(null),
            Authority.FULL, // who may configure it may
            watched.meaning().consent().orElse(null),
            null);
    Map<Boolean, List<Buckets.Found>> bySize =
        buckets.list(watched.bucket(), watched.prefix()).stream()
            .filter(object -> object.size() > 0)
            .collect(
                Collectors.partitioningBy(object -> object.size() > spool.largest().asLongValue()));
    tellOfTooLarge(name, Set.copyOf(bySize.get(true)));
    for (Buckets.Found object : claims.open(watched.bucket(), bySize.get(false))) {
      Optional<ObjectClaims.Claim> claim = claims.claim(watched.bucket(), object);
      if (claim.isPresent()) {
        take(name, watched.bucket(), object, request, claim.get());
      }
    }
  }

  /** They would fill the disk. Whoever put them there is not listening, so it is said here. */
  private void tellOfTooLarge(String name, Set<Buckets.Found> objects) {
    Set<Buckets.Found> told = tooLarge.put(name, objects);
    for (Buckets.Found object : objects) {
      if (told == null || !told.contains(object)) {
        LOG.errorf(
            "watched object is too large and left where it is name=%s bytes=%d largest=%d",
            name, object.size(), spool.largest().asLongValue());
      }
    }
  }

  private void take(
      String name,
      String bucket,
      Buckets.Found object,
      ImportRequest request,
      ObjectClaims.Claim claim)
      throws IOException {
    Files.createDirectories(spool.directory());
    Path local = spool.directory().resolve(claim.jobId() + "." + claim.id() + ".object");
    current = claim;
    try {
      buckets.get(bucket, object.key(), local);
      if (submit(claim, request, local)) {
        LOG.infof("watched object taken name=%s id=%s", name, claim.jobId());
      }
    } finally {
      current = null;
      Files.deleteIfExists(local);
    }
  }

  /** Unless another replica has taken over the claim of this one, thought dead. */
  private boolean submit(ObjectClaims.Claim claim, ImportRequest request, Path local)
      throws IOException {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                boolean ours = claims.renew(claim);
                if (ours) {
                  imports.submit(claim.jobId(), request, local);
                }
                return ours;
              });
    } catch (QuarkusTransactionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
