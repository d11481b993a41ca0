-- What each customer did about each need, kept up with interest: so that gaps are added up from a
-- few rows per customer, not from one per customer and subject. Counts only: what they weigh, who
-- may be counted and who is in which segment is decided when gaps are asked for.
create table need_part (
  customer_id    bigint not null references customer (id),
  need           text   not null,
  views          int    not null,
  searches       int    not null,
  empty_searches int    not null,
  wishes         int    not null,
  complaints     int    not null,
  shown          int    not null,
  bought         int    not null,
  primary key (customer_id, need)
);

-- Customers whose interests have changed since their parts were added up.
create table need_stale (
  customer_id bigint primary key
) with (fillfactor = 50);

insert into need_stale select distinct customer_id from interest;

-- The need a subject was counted under; null: none, or not placed yet.
alter table subject add need text;

create index interest_subject on interest (subject_id);
