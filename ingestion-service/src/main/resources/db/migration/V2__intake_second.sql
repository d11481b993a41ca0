-- How much came in per second, added up over the replicas; the row of the epoch has all that is older.
create table intake_second (
  second   timestamptz primary key,
  accepted bigint      not null,
  rejected bigint      not null
);
