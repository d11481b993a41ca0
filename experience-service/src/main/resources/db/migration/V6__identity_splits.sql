-- The version of the last merge or split that was heard of a pseudonym: they are decided in the order
-- of their versions, and may be heard of in any.
alter table customer add link_version bigint not null default 0;
