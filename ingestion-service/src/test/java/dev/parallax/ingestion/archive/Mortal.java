package dev.parallax.ingestion.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A replica that is killed at its n-th step; what it had open stays as it was. */
final class Mortal implements ArchivePlace {
  private final ArchivePlace place;
  private int life;

  Mortal(ArchivePlace place, int life) {
    this.place = place;
    this.life = life;
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  synchronized boolean isDead() {
    return life <= 0;
  }

  private synchronized void step() {
    if (--life <= 0) {
      throw new Killed();
    }
  }

  @Override
  public Path draft(String id) throws IOException {
    return place.draft(id);
  }

  @Override
  public void stage(String id) throws IOException {
    step();
    place.stage(id);
    step();
  }

  @Override
  public void publish(String id, String path) throws IOException {
    step();
    place.publish(id, path);
    step();
  }

  @Override
  public void discard(String id) {
    // A killed process tidies nothing.
  }

  @Override
  public List<String> abandoned(Instant before) throws IOException {
    return place.abandoned(before);
  }

  @Override
  public void check() throws IOException {
    place.check();
  }

  @Override
  public Optional<Path> fetch(String path) throws IOException {
    return place.fetch(path);
  }

  @Override
  public void release(Path fetched) throws IOException {
    place.release(fetched);
  }
}
