-- Who: one row per pseudonym. A pseudonym that was merged points at the one it belongs to, and has
-- no facts of its own.
create table customer (
  id         bigint      generated always as identity primary key,
  cid        text        not null unique,
  alias_of   bigint      references customer (id),
  analytics  boolean,     -- the pseudonym's own answer
  effective  boolean,     -- the customer's answer, from all pseudonyms; null: never asked
  segment_id text,
  erased_at  timestamptz  -- what was received until then is not taken in again
);
create index customer_alias on customer (alias_of) where alias_of is not null;
create index customer_segment on customer (segment_id) where segment_id is not null;

create table segment (
  id            text not null primary key,
  name_en       text not null,
  name_zh       text not null,
  model_version text not null
);

-- One row per visit: by the sender's session, or by pauses.
create table visit (
  id          bigint      generated always as identity primary key,
  customer_id bigint      not null references customer (id),
  session_key uuid,        -- null: told apart by pauses
  started_at  timestamptz not null,
  ended_at    timestamptz not null,
  events      int         not null,
  orders      int         not null,
  depth       smallint    not null, -- steps of the funnel reached in order, 0 to 4
  trail       bigint[]    not null
);
create unique index visit_session on visit (customer_id, session_key) where session_key is not null;
create index visit_pause on visit (customer_id, ended_at) where session_key is null;
create index visit_funnel on visit (started_at) include (customer_id, depth, orders);

-- What attention is about, before anyone decides which need that is.
create table subject (
  id   int  generated always as identity primary key,
  kind text not null check (kind in ('ITEM', 'CATEGORY', 'QUERY', 'TEXT')),
  key  text not null,
  hint text, -- the category an event named beside it
  unique (kind, key)
);

-- What one customer did about one subject.
create table interest (
  customer_id    bigint not null references customer (id),
  subject_id     int    not null references subject (id),
  views          int    not null default 0,
  searches       int    not null default 0,
  empty_searches int    not null default 0,
  wishes         int    not null default 0,
  complaints     int    not null default 0,
  shown          int    not null default 0,
  bought         int    not null default 0,
  primary key (customer_id, subject_id)
) with (fillfactor = 85);

create table activity (
  customer_id bigint not null primary key references customer (id),
  events      bigint not null,
  orders      bigint not null,
  refunds     bigint not null
) with (fillfactor = 85);

-- Orders are known by their id, so that one sent by two sources counts once.
create table customer_order (
  customer_id bigint  not null references customer (id),
  order_id    text    not null,
  refund      boolean not null,
  primary key (customer_id, order_id, refund)
);

-- What one customer answered.
create table voice (
  customer_id    bigint not null primary key references customer (id),
  promoters      bigint not null,
  passives       bigint not null,
  detractors     bigint not null,
  ratings        bigint not null,
  rating_sum     double precision not null,
  csat_answers   bigint not null,
  satisfied      bigint not null,
  effort_answers bigint not null,
  effort_sum     double precision not null,
  comments       bigint not null,
  complaints     bigint not null
);

create table catalog_item (
  item_id   text    not null primary key,
  name      text    not null,
  category  text    not null,
  product   boolean not null,
  available boolean not null,
  gone      boolean not null default false -- keeps its category for what was done before
);

create table reading_hour (
  device  text        not null,
  metric  text        not null,
  place   text        not null, -- '' where the sensor names none
  hour    timestamptz not null,
  unit    text,
  n       bigint      not null,
  total   double precision not null,
  lowest  double precision not null,
  highest double precision not null,
  primary key (device, metric, place, hour)
);
create index reading_hour_time on reading_hour (hour, metric);

-- How much of each topic was applied; changes with every change.
create table intake (
  name text   not null primary key,
  n    bigint not null
);
