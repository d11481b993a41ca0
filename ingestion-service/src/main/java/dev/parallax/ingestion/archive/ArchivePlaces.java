package dev.parallax.ingestion.archive;

import dev.parallax.ingestion.bucket.Buckets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Where the archive is, as configured. */
@ApplicationScoped
class ArchivePlaces {
  private final ArchivePlace place;

  ArchivePlaces(ArchiveConfig config, Buckets buckets) {
    if (config.directory().isPresent() && config.bucket().isPresent()) {
      throw new IllegalArgumentException(
          "parallax.archive.directory and parallax.archive.bucket must not both be set");
    }
    this.place =
        config
            .directory()
            .<ArchivePlace>map(FolderPlace::new)
            .or(
                () ->
                    config
                        .bucket()
                        .map(
                            bucket ->
                                new BucketPlace(buckets, bucket, config.prefix(), config.work())))
            .orElse(null);
  }

  /** Nothing: there is no archive. */
  Optional<ArchivePlace> place() {
    return Optional.ofNullable(place);
  }
}
