-- Objects of watched buckets that were taken; one with other content is another one.
create table import_object (
  bucket     text        not null,
  key        text        not null,
  version    text        not null,
  job_id     text        not null,
  claimed_at timestamptz not null,
  primary key (bucket, key, version)
);
