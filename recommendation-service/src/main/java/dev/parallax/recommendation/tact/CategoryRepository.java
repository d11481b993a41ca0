package dev.parallax.recommendation.tact;

import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;

/** The table {@code category_policy}. */
@ApplicationScoped
class CategoryRepository {
  private final AgroalDataSource store;
  private final Audit audit;

  CategoryRepository(AgroalDataSource store, Audit audit) {
    this.store = store;
    this.audit = audit;
  }

  /** By category. */
  List<CategoryPolicy> all() {
    return Sql.list(
        store,
        row ->
            new CategoryPolicy(
                row.getString(1),
                Quiet.of(row.getString(2)),
                row.getBoolean(3),
                row.getTimestamp(4).toInstant()),
        "select category, quiet, sensitive, updated_at from category_policy order by category");
  }

  @Transactional
  void save(CategoryPolicy policy) {
    Sql.update(
        store,
        """
        insert into category_policy (category, quiet, sensitive, updated_at) values (?, ?, ?, ?)
        on conflict (category) do update set
          quiet = excluded.quiet, sensitive = excluded.sensitive, updated_at = excluded.updated_at
        """,
        policy.category(),
        policy.quiet().wireName(),
        policy.sensitive(),
        Timestamp.from(policy.updatedAt()));
    audit.record(
        "category-policy-set",
        policy.category(),
        Map.of("quiet", policy.quiet().wireName(), "sensitive", policy.sensitive()));
  }

  /**
   * @return false when there was none
   */
  @Transactional
  boolean delete(String category) {
    boolean deleted =
        Sql.update(store, "delete from category_policy where category = ?", category) == 1;
    if (deleted) {
      audit.record("category-policy-deleted", category, Map.of());
    }
    return deleted;
  }
}
