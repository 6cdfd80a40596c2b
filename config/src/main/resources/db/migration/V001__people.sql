-- People, places and what they are to one another. Rights follow from these rows; nothing is granted by hand elsewhere.

create table territory (
    id uuid primary key default gen_random_uuid(),
    name text not null unique,
    zone text not null default 'Europe/Paris',
    phone_region char(2) not null default 'FR'
);

create table town (
    id uuid primary key default gen_random_uuid(),
    territory_id uuid not null references territory,
    insee text not null unique check (insee ~ '^[0-9AB]{5}$'),
    name text not null
);

create table inspection_district (
    id uuid primary key default gen_random_uuid(),
    territory_id uuid not null references territory,
    name text not null,
    unique (territory_id, name)
);

create table school (
    id uuid primary key default gen_random_uuid(),
    uai text not null unique check (uai ~ '^[0-9]{7}[A-Z]$'),
    name text not null,
    town_id uuid not null references town,
    district_id uuid references inspection_district
);
create index school_town on school (town_id);
create index school_district on school (district_id);

create table school_class (
    id uuid primary key default gen_random_uuid(),
    school_id uuid not null references school,
    name text not null,
    level text,
    ended_at timestamptz,
    unique (school_id, name)
);

create table person (
    id uuid primary key default gen_random_uuid(),
    civility text,
    family_name text not null,
    usage_name text,
    given_name text not null,
    birth_date date,
    email text,
    phone_mobile text, -- E.164, as are the next two
    phone_home text,
    phone_work text,
    address text,
    postcode text,
    city text,
    country text,
    language text not null default 'fr' check (language ~ '^[a-z]{2,3}$'),
    created_at timestamptz not null default now(),
    left_at timestamptz -- erased at the latest 3 months after
);

-- One account a person and profile, each with its own password.
create table account (
    id uuid primary key default gen_random_uuid(),
    person_id uuid not null references person,
    profile text not null check (profile in
        ('pupil', 'guardian', 'teacher', 'head', 'staff', 'inspector', 'officer', 'operator')),
    login text not null unique,
    password_hash text,
    activation_hash bytea unique,
    activation_until timestamptz,
    activated_at timestamptz, -- null: this person has no app yet
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    unique (person_id, profile)
);

create table pupil (
    person_id uuid primary key references person,
    school_id uuid not null references school,
    class_id uuid references school_class,
    sex char(1),
    ine text,
    left_at timestamptz
);
create index pupil_class on pupil (class_id);
create index pupil_school on pupil (school_id);

-- What a grown-up is to a child. 'legal': exercises parental authority and signs; 'informed': a parent without its
-- exercise, is told and neither signs nor refuses; 'carer': looks after the child, receives, does not sign.
create table guardianship (
    guardian_id uuid not null references person,
    pupil_id uuid not null references pupil,
    rights text not null default 'legal' check (rights in ('legal', 'informed', 'carer')),
    set_by text not null default 'import' check (set_by in ('import', 'hand')),
    ended_at timestamptz,
    primary key (guardian_id, pupil_id)
);
create index guardianship_pupil on guardianship (pupil_id);

-- What an account does and where: a teacher has one row a class (school and class), a replacement, AESH or other
-- member of the team one a school, a head one a school, an inspector one a district, an officer one a town and
-- service, an operator one a territory.
create table assignment (
    id uuid primary key default gen_random_uuid(),
    account_id uuid not null references account,
    role text not null check (role in ('teacher', 'head', 'staff', 'inspector', 'officer', 'operator')),
    school_id uuid references school,
    class_id uuid references school_class,
    district_id uuid references inspection_district,
    town_id uuid references town,
    service text check (service in ('canteen', 'transport', 'care', 'early_childhood')),
    territory_id uuid references territory,
    ended_at timestamptz,
    check (case role
        when 'teacher' then school_id is not null
        when 'head' then school_id is not null
        when 'staff' then school_id is not null
        when 'inspector' then district_id is not null
        when 'officer' then town_id is not null and service is not null
        when 'operator' then territory_id is not null end),
    unique nulls not distinct (account_id, role, school_id, class_id, district_id, town_id, service, territory_id)
);
create index assignment_school on assignment (school_id) where ended_at is null;
create index assignment_class on assignment (class_id) where ended_at is null;
create index assignment_district on assignment (district_id) where ended_at is null;
create index assignment_town on assignment (town_id, service) where ended_at is null;

create table bus_line (
    id uuid primary key default gen_random_uuid(),
    town_id uuid not null references town,
    name text not null,
    unique (town_id, name)
);

-- What the town does for a child (AAF 1D: restaurant scolaire, transport, garderie matin / soir, études surveillées).
create table enrolment (
    pupil_id uuid not null references pupil,
    activity text not null check (activity in ('canteen', 'transport', 'care_morning', 'care_evening', 'study')),
    line_id uuid references bus_line,
    ended_at timestamptz,
    check ((activity = 'transport') = (line_id is not null)),
    unique nulls not distinct (pupil_id, activity, line_id)
);
create index enrolment_line on enrolment (line_id) where ended_at is null;
