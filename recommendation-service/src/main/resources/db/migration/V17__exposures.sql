-- What was shown to whom, and why, one row a list. Each partition is a week of event time; it is
-- made when it is first needed and dropped when all of it is older than is kept.
create table exposure (
  list_id       text        not null,
  cid           text        not null,
  given_cid     text,                 -- the pseudonym that it came under, where a merge moved it
  shown_at      timestamptz not null,
  surface       text        not null,
  model_version text        not null,
  experiment    text,
  arm           text,
  items         text[]      not null, -- by position, like the arrays after it
  strategies    text[]      not null,
  propensities  float8[]    not null, -- null where nothing was left to chance
  arms          text[]      not null, -- null but in an interleaved list
  details       jsonb       not null  -- names, scores and reasons as they were then
) partition by range (shown_at);
create unique index exposure_list on exposure (list_id, shown_at);
create index exposure_newest on exposure (cid, shown_at desc);

-- Lists that a shop says were seen; what is asked for in advance may never be. By the list alone,
-- since it may be told of before the list is here.
create table seen (
  list_id     text        primary key,
  seen_at     timestamptz not null,
  items       text[],               -- null: all of them
  reported_at timestamptz not null
);
create index seen_reported_at on seen (reported_at);

-- What followed: one row for each click, addition to a basket and line of an order that is owed to
-- a place in a list. Made of the tables beside it, and made again where one of them changes.
create table outcome (
  cid         text        not null,
  item_id     text        not null,
  kind        smallint    not null, -- 1 clicked or viewed, 2 added, 3 ordered
  order_id    text,
  occurred_at timestamptz not null,
  list_id     text        not null,
  shown_at    timestamptz not null,
  position    smallint    not null, -- from 1
  quantity    bigint,               -- of an order's line, less what was given back
  revenue     numeric,              -- of that; null where no price is known
  currency    text
);
create index outcome_cid on outcome (cid, item_id, occurred_at);
create index outcome_list on outcome (list_id);
create index outcome_shown_at on outcome (shown_at);

-- Which list a page names as where the item was found.
alter table signal add list_id text;

-- What the lines of an order cost, like its quantities; null where no price is known.
alter table purchase add amounts numeric[], add currency text;
