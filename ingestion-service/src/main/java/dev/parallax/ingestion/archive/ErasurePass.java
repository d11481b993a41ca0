package dev.parallax.ingestion.archive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobWaitsException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One way through the files of the archive. First the accounts are found on which the erased have
 * paid, while the payments that tell of it are still there; then every file is written anew that
 * names one of them. A file that cannot be read stops nobody's erasure from the others, and those
 * only from ending whom it may name.
 */
final class ErasurePass {
  private static final Logger LOG = Logger.getLogger(ErasurePass.class);
  private static final int PAGE = 200;

  private final JobContext context;
  private final ArchivePlace place;
  private final ArchiveStore store;
  private final FilterStore filters;
  private final ErasureStore erasures;
  private final Erasures people;
  private final FileErasure files;
  private BadFiles bad = new BadFiles();
  private List<ErasureStore.Wanted> wanted;
  private ErasedPeople gone;

  ErasurePass(
      JobContext context,
      ArchivePlace place,
      ArchiveStore store,
      FilterStore filters,
      ErasureStore erasures,
      Erasures people) {
    this.context = context;
    this.place = place;
    this.store = store;
    this.filters = filters;
    this.erasures = erasures;
    this.people = people;
    this.files = new FileErasure(place);
  }

  private interface Step {
    void with(ArchiveFile file, Path local) throws IOException;
  }

  /**
   * @return what is the matter with files that could not be read, by the jobs that they hold up
   * @throws JobWaitsException while the archive's place is away
   */
  Map<String, String> run() {
    look();
    if (context.checkpoint() == null) {
      Map<String, Set<String>> accounts = new HashMap<>();
      walk(
          "topic=" + Topics.TRANSACTIONS + "/",
          "",
          gone.erasedAt().keySet(),
          (file, local) ->
              FileErasure.accounts(local, wanted)
                  .forEach(
                      (job, some) ->
                          accounts.computeIfAbsent(job, j -> new HashSet<>()).addAll(some)));
      erasures.addAccounts(accounts);
      checkpoint("");
      look();
    } else {
      bad =
          BadFiles.of(
              context.checkpoint().path("bad"),
              wanted.stream().map(ErasureStore.Wanted::job).toList());
    }
    Set<String> sought = new HashSet<>(gone.erasedAt().keySet());
    sought.addAll(gone.accounts().keySet());
    String after = context.checkpoint() == null ? "" : context.checkpoint().path("after").asText();
    walk("", after, sought, this::erase);
    return bad.errors();
  }

  /** Who comes back is a stranger, whose events stay, however late or often the job runs. */
  private void look() {
    wanted = erasures.ofPass(context.id());
    Map<String, Instant> erasedAt = new HashMap<>();
    wanted.forEach(one -> one.cids().forEach(cid -> erasedAt.put(cid, Instant.MAX)));
    erasedAt.putAll(people.among(Set.copyOf(erasedAt.keySet())));
    Map<String, Instant> accounts = new HashMap<>();
    for (ErasureStore.Wanted one : wanted) {
      Instant last = one.cids().stream().map(erasedAt::get).max(Instant::compareTo).orElseThrow();
      one.accounts().forEach(account -> accounts.merge(account, last, ErasurePass::later));
    }
    gone = new ErasedPeople(erasedAt, accounts);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private void walk(String prefix, String from, Set<String> names, Step step) {
    FilterStore.Sought sought = FilterStore.Sought.of(names);
    long total = store.count(prefix, from);
    long seen = 0;
    String after = from;
    List<FilterStore.Judged> page = filters.after(after, prefix, PAGE, sought);
    while (!page.isEmpty()) {
      for (FilterStore.Judged judged : page) {
        if (!judged.known() || !judged.mayName().isEmpty()) {
          open(judged, sought, step);
        }
      }
      after = page.getLast().file().path();
      if (prefix.isEmpty()) {
        checkpoint(after);
      }
      seen += page.size();
      context.progress(seen, total, "looking through files");
      page = filters.after(after, prefix, PAGE, sought);
    }
  }

  private void checkpoint(String after) {
    ObjectNode state = JsonNodeFactory.instance.objectNode().put("after", after);
    state.set("bad", bad.toJson());
    context.checkpoint(state);
  }

  private void open(FilterStore.Judged judged, FilterStore.Sought sought, Step step) {
    ArchiveFile file = judged.file();
    Set<String> mayName = judged.mayName();
    try {
      publish(file);
      Optional<Path> local = place.fetch(file.path());
      if (local.isEmpty()) {
        forget(file);
        return;
      }
      try {
        if (!judged.known()) {
          mayName = index(file, local.get(), sought);
        }
        if (!mayName.isEmpty()) {
          step.with(file, local.get());
        }
      } finally {
        place.release(local.get());
      }
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new JobWaitsException("the service stopped", e);
      }
      requirePlace(e);
      LOG.errorf(e, "archive file cannot be read path=%s", file.path());
      bad.add(file.path(), jobsOf(mayName));
    }
  }

  private void publish(ArchiveFile file) throws IOException {
    if (file.draft() == null) {
      return;
    }
    try {
      store.publish(place, file.path(), file.draft());
    } catch (NoSuchFileException e) {
      requirePlace(e); // Neither draft nor file is there, which is seen in a moment.
    }
  }

  /** The firm may delete what it does not want to keep. */
  private void forget(ArchiveFile file) {
    requirePlace(null);
    store.forget(file);
    LOG.infof("archive file is not there any more path=%s", file.path());
  }

  private List<String> jobsOf(Set<String> people) {
    return wanted.stream().filter(one -> one.names(people)).map(ErasureStore.Wanted::job).toList();
  }

  /** Of a file from before there were filters. */
  private Set<String> index(ArchiveFile file, Path local, FilterStore.Sought sought)
      throws IOException {
    byte[] filter = FileErasure.index(local, file.path());
    filters.keep(file.path(), filter);
    return sought.among(filter);
  }

  private void erase(ArchiveFile file, Path local) throws IOException {
    FileErasure.Rewritten anew = files.rewrite(local, gone, wanted);
    if (anew == null) {
      return;
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              store.rewritten(file.path(), anew);
              erasures.count(anew.removed());
            });
    store.publish(place, file.path(), anew.draft());
  }

  private void requirePlace(IOException cause) {
    try {
      place.check();
    } catch (IOException e) {
      if (cause != null) {
        e.addSuppressed(cause);
      }
      throw new JobWaitsException("waiting for the archive's folder or bucket", e);
    }
  }
}
