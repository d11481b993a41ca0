-- What is known of customers, and which segment they are in. Facts are kept as rows under their own
-- identity, so that late, repeated and reordered events all lead to the same state.

create table customer (
  cid          text        primary key,
  traits       jsonb       not null default '{}',
  profile_at   timestamptz,
  profile_id   text,
  analytics    boolean, -- the latest explicit answer, null without one
  analytics_at timestamptz
);

-- Everything of from_cid belongs to into_cid; chains are followed to their end.
create table redirect (
  from_cid text primary key,
  into_cid text not null
);
create index redirect_into on redirect (into_cid);

-- Events received before that moment are not taken in again.
create table erased (
  cid text        primary key,
  at  timestamptz not null
);

-- Lines are arrays in the row of their order: one write per order, and they move with it.
create table purchase (
  cid         text           not null,
  purchase_id text           not null,
  kind        text           not null check (kind in ('order', 'refund')),
  origin      text           not null check (origin in ('event', 'transaction')),
  event_id    text           not null,
  order_id    text           not null,
  occurred_at timestamptz    not null,
  amount      numeric(21, 6) not null,
  currency    text           not null,
  items       text[]         not null,
  categories  text[]         not null, -- as the event says, '' where it does not
  pieces      bigint[]       not null,
  primary key (cid, purchase_id)
);

create table rating (
  cid         text          not null,
  event_id    text          not null,
  stars       numeric(4, 2) not null,
  occurred_at timestamptz   not null,
  primary key (cid, event_id)
);

-- Items that are no longer for sale stay: orders of the past still need their category.
create table catalog_item (
  item_id    text        primary key,
  category   text        not null,
  kind       text        not null,
  changed_at timestamptz not null
);

-- What the features of a customer with an order are made of, from the tables above. Kept so that
-- training and placing everyone read a row per customer and not all their orders: with a million
-- orders of 200,000 customers that took a twentieth of the time.
create table totals (
  cid             text        primary key,
  orders          bigint      not null,
  refunded_orders bigint      not null,
  with_lines      bigint      not null,
  pieces          bigint      not null,
  categories      bigint      not null,
  first_at        timestamptz not null,
  last_at         timestamptz not null,
  last_rating     float8,
  average_rating  float8,
  currencies      text[]      not null, -- these four run in parallel
  currency_orders bigint[]    not null,
  gross           float8[]    not null,
  refunded        float8[]    not null
);

-- Customers whose facts have changed since their totals were computed.
create table stale (
  cid text primary key
);

create table intake (
  topic  text        primary key,
  events bigint      not null,
  latest timestamptz not null -- event time
);

create table membership (
  cid          text        primary key,
  segment_id   text        not null,
  segment_name jsonb       not null,
  model_id     text        not null,
  reasons      jsonb       not null,
  since        timestamptz not null
);
create index membership_segment on membership (segment_id, cid);

-- Placing everyone anew: since when, for what, and how far it has got.
create table pass (
  single          boolean     primary key default true check (single),
  model_id        text,
  reference       timestamptz,
  at              timestamptz,
  position        text, -- the last customer placed, '' at the start, null when through
  catalog_changed boolean     not null default false,
  catalog_at      timestamptz -- when everyone was last marked stale for it
);
insert into pass default values;
