import { describe, expect, it } from 'vitest';
import { aChannel, anEvent, aPost, ME } from '../testing/posts';
import { afterCursor, afterEvent, alertIn, byRoom, writingIn } from './channels';

describe('a channel after an event', () => {
  it('has a new last post and one more unread', () => {
    const channel = afterEvent(aChannel({ lastSeq: 4, readSeq: 4 }), anEvent(5), ME);

    expect(channel).toMatchObject({ lastSeq: 5, unread: 1, lastPost: { seq: 5 } });
  });

  it('has nothing more to read after one’s own post', () => {
    const post = aPost(5, { author: { account: ME, name: 'Moi', profile: 'guardian' } });

    expect(afterEvent(aChannel({ lastSeq: 4, readSeq: 4 }), anEvent(5, { post }), ME).unread).toBe(0);
  });

  it('shows a correction of its last post, and not one of an earlier post', () => {
    const channel = aChannel({ lastSeq: 5, readSeq: 5, lastPost: aPost(5) });
    const edited = aPost(5, { body: 'corrected', editedAt: '2026-11-03T12:00:00Z' });

    expect(afterEvent(channel, anEvent(6, { kind: 'edited', post: edited }), ME).lastPost?.body).toBe('corrected');
    expect(afterEvent(channel, anEvent(6, { kind: 'edited', post: aPost(2) }), ME).lastPost?.seq).toBe(5);
  });
});

describe('a channel after its cursor moved', () => {
  it('is read when the cursor is at the last post', () => {
    const { channel, known } = afterCursor(aChannel({ lastPost: aPost(5), readSeq: 2, unread: 3 }), 5);

    expect([channel.unread, channel.readSeq, known]).toEqual([0, 5, true]);
  });

  it('leaves to the hub how many are left in between', () => {
    expect(afterCursor(aChannel({ lastPost: aPost(5), readSeq: 2, unread: 3 }), 4).known).toBe(false);
  });

  it('does not move back', () => {
    const channel = aChannel({ lastPost: aPost(5), readSeq: 5 });

    expect(afterCursor(channel, 3).channel).toBe(channel);
  });
});

describe('writing with a title', () => {
  it('is for those who keep the channel', () => {
    expect(writingIn(aChannel({ kind: 'town_bulletin', may: ['post', 'target'] }))).toBe('bulletin');
    expect(writingIn(aChannel({ kind: 'school_notice', may: ['post'] }))).toBe('notice');
    expect(writingIn(aChannel({ kind: 'inspection', may: ['post', 'open_replies'] }))).toBe('circular');
    expect(writingIn(aChannel({ may: ['post', 'open_replies'] }))).toBe('word');
    expect(writingIn(aChannel({ may: ['post'] }))).toBeUndefined();
    expect(writingIn(aChannel({ kind: 'school_notice', may: [] }))).toBeUndefined();
  });
});

describe('a safety alert', () => {
  it('is offered to who has the right, where it goes to many', () => {
    expect(alertIn(aChannel({ kind: 'school_notice', may: ['post', 'alert'] }))).toBe(true);
    expect(alertIn(aChannel({ kind: 'school_notice', may: ['post'] }))).toBe(false);
    expect(alertIn(aChannel({ kind: 'liaison', may: ['post', 'alert'] }))).toBe(false);
  });
});

describe('the list', () => {
  it('has rooms in a fixed order, and in each the last active first', () => {
    const rooms = byRoom([
      aChannel({ id: 'd', kind: 'direct', place: 'Mme Morel' }),
      aChannel({ id: 'a', place: 'CE1 B', lastPost: aPost(1) }),
      aChannel({ id: 'b', place: 'CM2 A', lastPost: aPost(2) }),
    ]);

    expect(rooms.map(({ room, channels }) => [room, channels.map(({ id }) => id)])).toEqual([
      ['classes', ['b', 'a']],
      ['direct', ['d']],
    ]);
  });
});
