-- How far the visits of each customer went, kept up with them: what is asked most often, without
-- reading every visit.
create table reach (
  customer_id bigint not null primary key references customer (id),
  sessions    bigint not null,
  viewed      bigint not null, -- sessions that reached at least this step
  added       bigint not null,
  checkout    bigint not null,
  ordered     bigint not null,
  with_order  bigint not null  -- sessions with an order, whatever came before
) with (fillfactor = 85);

insert into reach
select customer_id, count(*), count(*) filter (where depth >= 1), count(*) filter (where depth >= 2),
  count(*) filter (where depth >= 3), count(*) filter (where depth >= 4), count(*) filter (where orders > 0)
from visit group by customer_id;
