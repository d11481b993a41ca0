-- What was mined of each kind of basket; the settings stay for the next time.
create table rule_book (
  source   text        primary key,
  version  bigint      not null,
  read_at  timestamptz not null, -- what had been committed by then is in it
  settings jsonb       not null,
  artifact bytea       not null
);

-- Which transaction wrote a row: tells what came since an earlier reading, whatever its event time.
-- Rising with the place in the table, so that an index by ranges of pages costs next to nothing.
alter table customer add written bigint not null default (pg_current_xact_id()::text::bigint);
alter table purchase add written bigint not null default (pg_current_xact_id()::text::bigint);
alter table signal add written bigint not null default (pg_current_xact_id()::text::bigint);
create index customer_written on customer using brin (written) with (pages_per_range = 32, autosummarize = on);
create index purchase_written on purchase using brin (written) with (pages_per_range = 32, autosummarize = on);
create index signal_written on signal using brin (written) with (pages_per_range = 32, autosummarize = on);

-- Customers of whom rows changed or went, or who answered otherwise; by number, since some of them
-- are erased by then. Rows older than a day are of no use to anybody.
create table customer_changed (
  no      bigint      not null,
  written bigint      not null default (pg_current_xact_id()::text::bigint),
  at      timestamptz not null default now()
);
create index customer_changed_written on customer_changed (written);

create function note_changed_customers() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into customer_changed (no) select distinct c.no from gone join customer c using (cid);
  end if;
  if tg_op <> 'DELETE' then
    insert into customer_changed (no) select distinct c.no from come join customer c using (cid);
  end if;
  return null;
end $$;

create function note_gone_customers() returns trigger language plpgsql as $$
begin
  insert into customer_changed (no) select no from gone;
  return null;
end $$;

create trigger purchase_changed after update on purchase
  referencing old table as gone new table as come
  for each statement execute function note_changed_customers();
create trigger purchase_gone after delete on purchase
  referencing old table as gone
  for each statement execute function note_changed_customers();
create trigger signal_changed after update on signal
  referencing old table as gone new table as come
  for each statement execute function note_changed_customers();
create trigger signal_gone after delete on signal
  referencing old table as gone
  for each statement execute function note_changed_customers();
create trigger profile_come after insert on profile
  referencing new table as come
  for each statement execute function note_changed_customers();
create trigger profile_changed after update on profile
  referencing old table as gone new table as come
  for each statement execute function note_changed_customers();
create trigger profile_gone after delete on profile
  referencing old table as gone
  for each statement execute function note_changed_customers();
create trigger customer_gone after delete on customer
  referencing old table as gone
  for each statement execute function note_gone_customers();
