-- What was rejected beyond what is kept of a source on a day, by cause and hour: no row of its own, only how often.
create table rejected_unkept (
  hour   timestamptz not null,
  source text        not null,
  kind   text        not null,
  code   text        not null,
  place  text        not null, -- the field without the numbers of elements; (other) once there are too many
  count  bigint      not null,
  primary key (hour, source, kind, code, place)
);
