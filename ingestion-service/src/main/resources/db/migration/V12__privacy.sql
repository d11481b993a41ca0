-- Of an erasure: the job that takes the person out of the archive, which has to answer like a service.
alter table privacy_request add column archive_job text;
create index privacy_request_archive_job on privacy_request (archive_job) where state = 'open' and archive_job is not null;

-- By which an erasure finds the splits of a person.
create index identity_split_members on identity_split using gin (members);

-- What failed before such jobs waited for what was away.
update job set state = 'queued', attempts = 0, checkpoint = null, result = null, error = null, finished_at = null
  where kind = 'archive-erasure' and state = 'failed';
