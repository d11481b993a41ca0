-- Records that wait for the broker: the records of one request each row, deflated. Payloads are kept out of line, so that
-- what waits can be counted without reading it.
create table spool (
  seq      bigint generated always as identity primary key,
  events   int         not null,
  expanded bigint      not null, -- bytes once inflated, at most
  payload  bytea       not null,
  added_at timestamptz not null default clock_timestamp()
) with (toast_tuple_target = 128);
alter table spool alter column payload set storage external;

-- While it is open every event goes to the spool, on all replicas.
create table spool_state (
  single    boolean     primary key default true check (single),
  open      boolean     not null,
  opened_at timestamptz not null
);
insert into spool_state (open, opened_at) values (false, 'epoch');
