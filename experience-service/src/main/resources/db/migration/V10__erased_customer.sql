-- Who was erased is from now on kept where every service keeps it.
insert into erased_customer (cid, erased_at)
select cid, erased_at from customer where erased_at is not null on conflict do nothing;
alter table customer drop column erased_at;
delete from intake where name = 'ignored-after-erasure';
