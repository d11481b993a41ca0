-- Whom services encrypt an export for, so that a request can be announced again; public.
alter table privacy_request add recipient bytea;
create index privacy_request_unanswered on privacy_request (requested_at) where state = 'open';
