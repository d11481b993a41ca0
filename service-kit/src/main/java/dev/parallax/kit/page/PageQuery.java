package dev.parallax.kit.page;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameters of every list that is read page by page; take it as a {@code @BeanParam}. */
public class PageQuery {
  /** A text, since a number that is none would be answered by 404. */
  @Parameter(
      description = "how many at most",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "500", defaultValue = "50"))
  @QueryParam("limit")
  public String limit;

  @Parameter(description = "the nextCursor of the page before")
  @QueryParam("cursor")
  public String cursor;

  /**
   * @throws RuntimeException a 400 problem naming {@code limit}
   */
  public int size() {
    return Limit.parse(limit);
  }

  /** What the cursor says, null for the first page. */
  public String after() {
    return Cursor.decode(cursor);
  }
}
