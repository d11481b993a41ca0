-- Traits with numbers such as 1e1001, which are stored digit by digit and make the whole row unreadable. They are refused by now.
update customer set state = jsonb_set(state, '{traits}', (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(state -> 'traits')
    where not jsonb_path_exists(
      value, '$.** ? (@.type() == "number" && (@ >= 1e400 || @ <= -1e400 || (@ > -1e-400 && @ < 1e-400 && @ != 0)))')))
  where jsonb_path_exists(
    state, '$.traits.** ? (@.type() == "number" && (@ >= 1e400 || @ <= -1e400 || (@ > -1e-400 && @ < 1e-400 && @ != 0)))');
