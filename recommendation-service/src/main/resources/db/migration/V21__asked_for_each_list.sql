-- What is asked for each list: who the customer is, what they did and were shown. Functions, since only so a single statement
-- keeps its plan: with arrays and partitions the planner takes a plan of its own for each question to be cheaper than one for
-- all, and then plans longer than it runs. The indexes are the same for every customer.

-- Of each person, known by several pseudonyms in order, the one that is known, else the first.
create function state_of(pseudonyms text[], people int[])
  returns table (cid text, personalization boolean, segment_id text, name_en text, name_zh text, who int)
  language plpgsql stable rows 1 set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
  with me as (
    select coalesce(g.into_cid, n.cid) as cid, n.who, n.place, g.into_cid is not null as merged
    from unnest(pseudonyms, people) with ordinality as n (cid, who, place)
    left join merged g on g.from_cid = n.cid)
  select distinct on (me.who)
    me.cid, p.personalization, m.segment_id, m.name_en, m.name_zh, me.who
  from me left join profile p using (cid) left join membership m using (cid)
  order by me.who, merged or p.cid is not null or m.cid is not null
    or exists (select from customer c where c.cid = me.cid) desc, place;
end $$;

-- Orders (0), what was given back (-1), signals by kind, lists (100), what is not wanted (101); the newest of each.
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
