-- What is known of an order from all that was told of it, so that the same order told twice counts
-- once, in one visit and with one set of lines. What was taken in before this is not known by its
-- lines: they stay as they were counted. A refund is known by its event, and has none of these.
alter table customer_order
  add told_at     timestamptz, -- in the visit it counts in
  add session_key uuid,        -- of that visit
  add items       text[]      not null default '{}', -- one of each line
  add lines_at    timestamptz not null default '9999-12-31T00:00:00Z',
  add lines_event text        not null default '-';
alter table customer_order
  alter items drop default, alter lines_at drop default, alter lines_event drop default;
create index customer_order_told on customer_order (customer_id, told_at);

-- A row is now what happened in one session of the sender's, or without a session and without a
-- pause. The latter belongs to the session around it, if there is one.
alter table visit add began_at timestamptz; -- of all that belongs to it; null: not a visit by itself
drop index visit_pause;
drop index visit_funnel;
update visit set began_at = started_at;
create index visit_near on visit (customer_id, ended_at);
create index visit_began on visit (began_at) include (customer_id, depth) where began_at is not null;
