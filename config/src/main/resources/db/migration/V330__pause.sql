-- The pause: where a territory lies, and what was set for whom. What nobody set is as the settings have it.

alter table territory
    add column school_zone text not null default 'C', -- A, B, C, or a zone of the house's own table of holidays
    add column holiday_region text not null default 'metropole' check (holiday_region in ('metropole', 'alsace_moselle',
        'guadeloupe', 'guyane', 'martinique', 'mayotte', 'reunion', 'saint_barthelemy', 'saint_martin'));
update territory set school_zone = 'none', holiday_region = case phone_region when 'GP' then 'guadeloupe'
        when 'GF' then 'guyane' when 'MQ' then 'martinique' when 'YT' then 'mayotte' when 'RE' then 'reunion'
        when 'BL' then 'saint_barthelemy' when 'MF' then 'saint_martin' end
 where phone_region in ('GP', 'GF', 'MQ', 'YT', 'RE', 'BL', 'MF');

-- One rule a scope; null does not matter. The nearest one counts, whole: category before profile before school.
create table pause_policy (
    id uuid primary key default gen_random_uuid(),
    territory_id uuid not null references territory,
    school_id uuid references school,
    profile text check (profile in
        ('pupil', 'guardian', 'teacher', 'head', 'staff', 'inspector', 'officer', 'operator')),
    category text check (category in ('class', 'liaison', 'notice', 'direct', 'staff', 'inspection', 'canteen',
        'transport', 'care', 'early_childhood')),
    enabled boolean not null,
    evening time not null,
    morning time not null,
    weekend boolean not null,
    spread_minutes int not null check (spread_minutes between 0 and 120),
    public_holidays boolean not null,
    school_holidays boolean not null,
    set_by uuid not null references account,
    set_at timestamptz not null,
    check (evening - morning >= interval '2 hours'),
    unique nulls not distinct (territory_id, school_id, profile, category)
);
create index pause_policy_school on pause_policy (school_id) where school_id is not null;
