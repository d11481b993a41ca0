-- What customers did, what is for sale, and what may be used of it.

create table item (
  item_id     text        primary key,
  name        text        not null,
  category    text        not null,
  product     boolean     not null, -- false: a service such as postage, never recommended
  price       numeric,
  currency    text,
  available   boolean     not null,
  removed     boolean     not null default false, -- kept, so that every replica notices
  changed_at  timestamptz not null default now()
);
create index item_changed_at on item (changed_at);

-- Who has at least one order, refund or signal. The number stands for the customer in learning, so
-- that no pseudonym gets near a model.
create table customer (
  cid text   primary key,
  no  bigint not null unique generated always as identity
);

-- An order; a repeat by another message with the same order id replaces it.
create table purchase (
  cid         text        not null,
  order_id    text        not null,
  occurred_at timestamptz not null,
  items       text[]      not null, -- distinct
  quantities  int[]       not null,
  primary key (cid, order_id)
);
create index purchase_newest on purchase (cid, occurred_at desc);
create index purchase_occurred_at on purchase (occurred_at);

-- Gives back items; without items the whole order of that id.
create table refund (
  event_id    text        primary key,
  cid         text        not null,
  order_id    text        not null,
  occurred_at timestamptz not null,
  items       text[]      not null,
  quantities  int[]       not null
);
create index refund_cid on refund (cid, occurred_at desc);

-- Viewed, clicked, added, wished, reviewed.
create table signal (
  cid         text        not null,
  item_id     text        not null,
  kind        smallint    not null,
  rating      smallint    not null, -- of a review, 0 where there is none
  occurred_at timestamptz not null
);
create index signal_newest on signal (cid, occurred_at desc);
create index signal_occurred_at on signal (occurred_at);

-- Explicit answers only; null: never answered.
create table profile (
  cid             text    primary key,
  analytics       boolean,
  personalization boolean
);

create table membership (
  cid        text primary key,
  segment_id text not null,
  name_en    text not null,
  name_zh    text not null
);
create index membership_segment on membership (segment_id);

-- What comes of from_cid belongs to into_cid; into_cid is never itself merged.
create table merged (
  from_cid text primary key,
  into_cid text not null
);
create index merged_into on merged (into_cid);
