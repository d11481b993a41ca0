-- What was received until then is not taken in again.
create table erased (
  cid text        primary key,
  at  timestamptz not null
);
