-- Who was erased is from now on kept where every service keeps it.
insert into erased_customer (cid, erased_at) select cid, at from erased on conflict do nothing;
drop table erased;
