-- The statement that writes a post has locked the channel that it writes into, and nothing deletes channels: looking it up
-- once more for each post only costs.
alter table post drop constraint post_channel_id_fkey;

-- A person's role in one school: without it the place of one writer in a large staff room was looked for among everybody
-- of the school, which at 1,000 people cost ten times what writing the post does.
create index assignment_account_school on assignment (account_id, school_id) where ended_at is null;
