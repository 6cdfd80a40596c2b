-- What a membership follows from, told to open connections and to the writer of posts, without a gap.

create function note_school_change() returns trigger language plpgsql as $$
begin
    insert into rights_change (school_id) values (new.id);
    return null;
end $$;
create trigger school_moved after update on school for each row
    when (old.town_id is distinct from new.town_id or old.district_id is distinct from new.district_id)
    execute function note_school_change();
create trigger pupil_removed after delete on pupil referencing old table as changed
    for each statement execute function note_pupil_change();

-- A post's event and outbox row are written by the statement that writes the post, which nothing deletes: looking up once
-- more for each that post, channel and author exist cost a quarter of what writing a post costs.
alter table post_event
    drop constraint post_event_post_id_fkey,
    drop constraint post_event_channel_id_fkey,
    drop constraint post_event_actor_id_fkey;
alter table outbox drop constraint outbox_post_id_fkey;

-- The words of posts for the search. Written by the outbox after the commit: stemming a text and its place in the index
-- cost twice what the rest of writing a post costs.
drop index post_search;
create table post_search (
    post_id uuid primary key references post,
    words tsvector not null
);
insert into post_search (post_id, words) select id, search from post where recalled_at is null;
create index post_search_words on post_search using gin (words);
alter table post drop column search;
