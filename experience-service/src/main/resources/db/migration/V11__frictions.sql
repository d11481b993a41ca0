-- What stands in people's way on a page, as the browser tracker sees it.

-- Pages by their path without ids, so that the facts are small.
create table page (
  id   int  generated always as identity primary key,
  path text not null unique
);

-- One row per visit and page: what rates are taken of. The worst measurement of each web vital; null:
-- not measured.
create table page_visit (
  customer_id bigint      not null references customer (id),
  session_key uuid        not null,
  page_id     int         not null references page (id),
  seen_at     timestamptz not null, -- first
  lcp         double precision,     -- ms
  inp         double precision,     -- ms
  cls         double precision,
  primary key (customer_id, session_key, page_id)
);
create index page_visit_seen on page_visit (seen_at);
create index page_visit_page on page_visit (page_id);

-- What it was: an element, a form, a message, words that found nothing.
create table friction_cause (
  id     int  generated always as identity primary key,
  kind   text not null,
  code   text not null,
  detail text not null, -- '': not told, or it may say who it was
  part   text not null, -- of the detail: the last field of a form, the place of an error; '' without
  unique (kind, code, detail, part)
);

-- How often it happened in one visit of one page. Slow pages are none of these: they are in page_visit.
create table friction (
  customer_id bigint      not null references customer (id),
  session_key uuid        not null,
  page_id     int         not null references page (id),
  cause_id    int         not null references friction_cause (id),
  first_at    timestamptz not null,
  times       int         not null,
  primary key (customer_id, session_key, page_id, cause_id)
);
create index friction_of_page on friction (page_id);
create index friction_of_cause on friction (cause_id);
