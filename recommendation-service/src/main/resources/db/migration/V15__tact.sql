-- What marketers can ask for of an item, beside its name, category and price.
alter table item add attributes jsonb not null default '{}';

-- Rules of marketers; one that was deleted stays as such, so that its next version is a later one.
create table merchandising_rule (
  name           text        primary key,
  version        int         not null,
  action         text        not null,
  condition      text        not null,
  factor         double precision, -- of boost and bury
  position       int,              -- of pin, from 1
  contexts       text[]      not null, -- empty: all
  valid_from     timestamptz,
  valid_until    timestamptz,
  enabled        boolean     not null,
  description_en text        not null,
  description_zh text        not null,
  updated_at     timestamptz not null,
  deleted        boolean     not null default false
);

-- Every version there was, as it was written.
create table merchandising_rule_version (
  name       text        not null,
  version    int         not null,
  rule       jsonb       not null,
  updated_at timestamptz not null,
  primary key (name, version)
);

-- How to treat a category, and what is under it.
create table category_policy (
  category   text        primary key,
  quiet      text        not null, -- no, in-email, everywhere
  sensitive  boolean     not null,
  updated_at timestamptz not null
);

-- What a customer does not want to be shown.
create table dismissed (
  cid       text        not null,
  kind      text        not null, -- item, category
  value     text        not null,
  at        timestamptz not null,
  given_cid text,
  primary key (cid, kind, value)
);
