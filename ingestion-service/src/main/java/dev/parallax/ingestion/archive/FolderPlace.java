package dev.parallax.ingestion.archive;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A folder; renaming within it is atomic. */
final class FolderPlace implements ArchivePlace {
  /** Readers of Parquet datasets leave out what begins with an underscore. */
  private static final String DRAFTS = "_drafts";

  private final Path directory;

  FolderPlace(Path directory) {
    this.directory = directory;
  }

  @Override
  public Path draft(String id) throws IOException {
    Path drafts = directory.resolve(DRAFTS);
    Files.createDirectories(drafts);
    return drafts.resolve(id);
  }

  @Override
  public void stage(String id) throws IOException {
    sync(draft(id));
    sync(directory.resolve(DRAFTS));
  }

  @Override
  public void publish(String id, String path) throws IOException {
    Path to = directory.resolve(path);
    Files.createDirectories(to.getParent());
    try {
      Files.move(
          draft(id), to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      if (!Files.exists(to)) {
        throw e;
      }
      return; // It was moved before; the store just had not been told yet.
    }
    sync(to.getParent());
  }

  @Override
  public void discard(String id) throws IOException {
    Files.deleteIfExists(draft(id));
  }

  @Override
  public List<String> abandoned(Instant before) throws IOException {
    return WorkFiles.before(directory.resolve(DRAFTS), before);
  }

  @Override
  public void check() throws IOException {
    if (!Files.isDirectory(directory.resolve(DRAFTS))) {
      throw new FileNotFoundException(directory + " is not the archive's folder now");
    }
  }

  @Override
  public Optional<Path> fetch(String path) throws IOException {
    check();
    return Optional.of(directory.resolve(path)).filter(Files::exists);
  }

  @Override
  public void release(Path fetched) {
    // It is the archive's own file.
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel =
        Files.isDirectory(path)
            ? FileChannel.open(path, StandardOpenOption.READ)
            : FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
