-- The living nodes of a hub that has several. Each says every few seconds that it is there; by that they notice when the
-- network of the nodes is cut although each still reaches the database.
create table node (
    name text primary key,
    bus uuid not null, -- who it is among the members of the event bus; another one after each start
    started_at timestamptz not null,
    seen_at timestamptz not null, -- by the database's clock
    address text not null, -- where it answers HTTP
    roles text[] not null,
    keys jsonb not null -- fingerprints of the keys that all nodes must share, by the setting that names the file
);
