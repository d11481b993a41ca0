-- A replay claims rows before it sends them: state 'replaying' with its job_id. What an ended job left claimed is open again.
create index rejected_replaying on rejected (job_id) where state = 'replaying';

-- How many bytes of payload were kept of a source on a day (UTC), by all replicas.
create table quarantine_day (
  source text   not null,
  day    date   not null,
  bytes  bigint not null,
  primary key (source, day)
);
