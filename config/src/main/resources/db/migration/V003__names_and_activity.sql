-- How a person is shown to others: staff as at school ("Mme Martin"), everyone else by both names.
create function shown_name(profile text, civility text, given_name text, family_name text, usage_name text)
    returns text language sql immutable as $$
    select case when profile in ('teacher', 'head', 'staff', 'inspector', 'officer') and civility is not null
        then civility || ' ' || coalesce(nullif(usage_name, ''), family_name)
        else given_name || ' ' || coalesce(nullif(usage_name, ''), family_name) end
$$;

-- Lists of channels are sorted by it.
alter table channel add last_at timestamptz not null default now();
