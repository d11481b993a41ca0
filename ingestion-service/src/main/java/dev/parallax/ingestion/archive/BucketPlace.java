package dev.parallax.ingestion.archive;

import dev.parallax.ingestion.bucket.Buckets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A bucket. An object appears whole, but cannot be renamed: it is copied within the store, under
 * the same name however often.
 */
final class BucketPlace implements ArchivePlace {
  private static final String DRAFTS = "_drafts/";

  private final Buckets buckets;
  private final String bucket;
  private final String prefix;
  private final Path work;

  BucketPlace(Buckets buckets, String bucket, String prefix, Path work) {
    this.buckets = buckets;
    this.bucket = bucket;
    this.prefix = prefix;
    this.work = work;
  }

  @Override
  public Path draft(String id) throws IOException {
    Files.createDirectories(work);
    return work.resolve(id);
  }

  @Override
  public void stage(String id) throws IOException {
    buckets.put(bucket, prefix + DRAFTS + id, draft(id));
    Files.deleteIfExists(draft(id));
  }

  @Override
  public void publish(String id, String path) throws IOException {
    try {
      buckets.copy(bucket, prefix + DRAFTS + id, prefix + path);
    } catch (NoSuchFileException e) {
      if (!buckets.exists(bucket, prefix + path)) {
        throw e;
      }
      return; // It was copied before; the store just had not been told yet.
    }
    buckets.delete(bucket, prefix + DRAFTS + id);
  }

  @Override
  public void discard(String id) throws IOException {
    Files.deleteIfExists(draft(id));
    buckets.delete(bucket, prefix + DRAFTS + id);
  }

  @Override
  public List<String> abandoned(Instant before) throws IOException {
    String drafts = prefix + DRAFTS;
    List<String> ids = WorkFiles.before(work, before);
    buckets.list(bucket, drafts).stream()
        .filter(draft -> draft.changedAt().isBefore(before))
        .map(draft -> draft.key().substring(drafts.length()))
        .forEach(ids::add);
    return ids;
  }

  /** Of a bucket that is not there every object seems to be deleted; only its list tells. */
  @Override
  public void check() throws IOException {
    buckets.list(bucket, prefix + DRAFTS);
  }

  @Override
  public Optional<Path> fetch(String path) throws IOException {
    Files.createDirectories(work);
    Path local = Files.createTempFile(work, "read-", ".parquet");
    try {
      buckets.get(bucket, prefix + path, local);
      return Optional.of(local);
    } catch (IOException e) {
      Files.deleteIfExists(local);
      // It may be the file on this machine that somebody has deleted meanwhile.
      if (e instanceof NoSuchFileException && !buckets.exists(bucket, prefix + path)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void release(Path fetched) throws IOException {
    Files.deleteIfExists(fetched);
  }
}
