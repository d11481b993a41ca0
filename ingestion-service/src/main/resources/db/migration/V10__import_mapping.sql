-- What the rows of a firm's files mean. A version never changes; deleted ones keep their numbers.
create table import_mapping (
  name       text        not null,
  version    int         not null,
  target     text        not null,
  definition text        not null,
  created_at timestamptz not null,
  deleted_at timestamptz,
  primary key (name, version)
);
