package dev.parallax.ingestion.imports;

import static dev.parallax.ingestion.Callers.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.ingestion.IngestionSettings;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Files that crashes leave behind hold personal data. */
@QuarkusTest
@WithRealServers
@WithTestResource(IngestionSettings.class)
class SpoolComponentTest {
  @Inject Jobs jobs;
  @Inject Spool spool;

  @Test
  void whatNoJobWaitsForIsDeletedOnceItIsOld() throws IOException {
    String running = jobs.newId();
    update(
        "insert into job (id, kind, state, params, owner, heartbeat_at, attempts, created_at)"
            + " values (?, 'other', 'running', '{}', 'another', now(), 1, now())",
        running);
    Path waiting = file(running, Duration.ofDays(2));
    Path neverSubmitted = file(jobs.newId(), Duration.ofHours(2));
    Path cutShort = file(jobs.newId() + ".part", Duration.ofHours(2));
    Path upload = file("uploads/" + jobs.newId(), Duration.ofHours(2));
    Path underWay = file("uploads/" + jobs.newId(), Duration.ofMinutes(10));
    Path justStored = file(jobs.newId(), Duration.ofMinutes(10));

    spool.sweep();

    assertThat(neverSubmitted).doesNotExist();
    assertThat(cutShort).doesNotExist();
    assertThat(upload).doesNotExist();
    assertThat(waiting).exists();
    assertThat(underWay).exists();
    assertThat(justStored).exists();
    update("update job set state = 'failed' where id = ?", running);
    spool.sweep();
    assertThat(waiting).as("its job has ended").doesNotExist();
    Files.delete(underWay);
    Files.delete(justStored);
  }

  private Path file(String name, Duration age) throws IOException {
    Path file = spool.path(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "personal");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }
}
