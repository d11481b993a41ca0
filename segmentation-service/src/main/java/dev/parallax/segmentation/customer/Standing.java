package dev.parallax.segmentation.customer;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Optional;

/** Whether a customer is known, and may be segmented. */
@ApplicationScoped
public class Standing {
  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  Standing(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /** Whether the customer's data may be used for analytics; empty where nobody is known by this. */
  public Optional<Boolean> analytics(String cid) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select analytics from customer where cid = ?")) {
            statement.setString(1, cid);
            try (ResultSet row = statement.executeQuery()) {
              return row.next()
                  ? Optional.of(consent.answer(Purpose.ANALYTICS, row.getObject(1, Boolean.class)))
                  : Optional.empty();
            }
          }
        });
  }
}
