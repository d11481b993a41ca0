-- What customers did and were shown, asked for each list. A function, since only so a single statement keeps its plan: with
-- arrays and partitions the planner takes each plan of its own to be cheaper than one for all, and then plans (1 ms) what it
-- runs (1 ms) every time. The indexes are the same for every customer.
create function past_of(customers text[], shown_since timestamptz)
  returns table (customer text, kind int, items text[], quantities int[], item text, amount bigint, second bigint)
  language plpgsql stable rows 50 set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
  select c.cid, h.* from unnest(customers) as c (cid) cross join lateral (
    (select 0, p.items, p.quantities, null::text, 0::bigint, extract(epoch from p.occurred_at)::bigint
     from purchase p where p.cid = c.cid order by p.occurred_at desc limit 1000)
    union all
    (select -1, null, null, r.item_id, r.quantity::bigint, extract(epoch from r.occurred_at)::bigint
     from returned r where r.cid = c.cid order by r.occurred_at desc limit 1000)
    union all
    (select s.kind::int, null, null, s.item_id, s.rating::bigint, extract(epoch from s.occurred_at)::bigint
     from signal s where s.cid = c.cid order by s.occurred_at desc limit 1000)
    union all
    (select 100, e.items, null, null, 0, extract(epoch from e.shown_at)::bigint
     from exposure e where e.cid = c.cid and e.shown_at > shown_since and e.surface <> 'email'
     order by e.shown_at desc limit 500)
    union all
    (select 100, e.items, null, null, 1, extract(epoch from e.shown_at)::bigint
     from exposure e where e.cid = c.cid and e.shown_at > shown_since and e.surface = 'email'
     order by e.shown_at desc limit 100)
    union all
    (select 101, null, null, d.value, (d.kind = 'category')::int, extract(epoch from d.at)::bigint
     from dismissed d where d.cid = c.cid order by d.at desc limit 1000)) h;
end $$;
