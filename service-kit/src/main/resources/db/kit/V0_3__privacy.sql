-- Who was erased: what was known until then is not taken in again. A pseudonym and a time, and nothing else of them.
create table erased_customer (
  cid       text        primary key,
  erased_at timestamptz not null
);
create index erased_customer_newest on erased_customer (erased_at);
