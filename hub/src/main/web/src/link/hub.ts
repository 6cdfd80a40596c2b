import type {
  Account,
  Audience,
  AudienceChoice,
  AudienceCount,
  Channel,
  Contact,
  ContactTask,
  Found,
  Leaving,
  Me,
  NewPost,
  OpenSession,
  OwnReach,
  PlaceReach,
  PlaceReachWish,
  Page,
  PastText,
  Post,
  PushDevice,
  PushOffer,
  Reach,
  ReachChild,
  ReachWish,
  Signed,
  SmsAnswer,
  ToSign,
  ToldHow,
} from '../wire/types';
import { problemOf, Refusal, Unreachable } from './refusal';
import type { Session } from './session';

const v1 = '/api/v1';

/** Every request of the hub's REST interface that this client makes. */
export class Hub {
  constructor(readonly session: Session) {}

  signIn(login: string, password: string, device: string): Promise<Account> {
    return this.#open('/sessions', { login, password, device });
  }

  activate(code: string, password: string, device: string): Promise<Account> {
    return this.#open('/activations', { code, password, device });
  }

  async #open(path: string, body: unknown): Promise<Account> {
    const language = this.session.world.language();
    const signed = await this.session.world.call<Signed>(v1 + path, { method: 'POST', body, language });
    this.session.adopt(signed);
    return signed.account;
  }

  signOut(session = 'current'): Promise<void> {
    return this.session.call(`${v1}/sessions/${session}`, { method: 'DELETE' });
  }

  sessions(): Promise<Page<OpenSession>> {
    return this.session.call(`${v1}/sessions`);
  }

  me(): Promise<Me> {
    return this.session.call(`${v1}/me`);
  }

  ownReach(): Promise<OwnReach> {
    return this.session.call(`${v1}/me/reach`);
  }

  setReach(wish: ReachWish): Promise<OwnReach> {
    return this.session.call(`${v1}/me/reach`, { method: 'PUT', body: wish });
  }

  /** Sends a link to the caller's own telephone or mailbox, by which it is confirmed. */
  confirmContact(route: 'email' | 'sms'): Promise<void> {
    return this.session.call(`${v1}/me/reach/confirmations`, { method: 'POST', body: { route } });
  }

  /** @param place such as `schools/…` */
  placeReach(place: string): Promise<PlaceReach> {
    return this.session.call(`${v1}/${place}/reach`);
  }

  setPlaceReach(place: string, wish: PlaceReachWish): Promise<PlaceReach> {
    return this.session.call(`${v1}/${place}/reach`, { method: 'PUT', body: wish });
  }

  changePassword(current: string, next: string): Promise<void> {
    return this.session.call(`${v1}/me/password`, { method: 'PUT', body: { current, next } });
  }

  channels(after?: string): Promise<Page<Channel>> {
    return this.session.call(`${v1}/channels${query({ after, limit: 100 })}`);
  }

  channel(id: string): Promise<Channel> {
    return this.session.call(`${v1}/channels/${id}`);
  }

  openDirect(account: string): Promise<Channel> {
    return this.session.call(`${v1}/channels/direct`, { method: 'POST', body: { account } });
  }

  contacts(q: string, after?: string, signal?: AbortSignal): Promise<Page<Contact>> {
    const path = `${v1}/contacts${query({ q: q || undefined, after, limit: 50 })}`;
    return this.session.call(path, signal ? { signal } : {});
  }

  posts(channel: string, before?: number, limit = 50): Promise<Page<Post, number>> {
    return this.session.call(`${v1}/channels/${channel}/posts${query({ before, limit })}`);
  }

  post(channel: string, post: NewPost): Promise<Post> {
    return this.session.call(`${v1}/channels/${channel}/posts`, { method: 'POST', body: post });
  }

  edit(channel: string, post: string, text: { title?: string; body: string }): Promise<Post> {
    return this.session.call(`${v1}/channels/${channel}/posts/${post}`, { method: 'PATCH', body: text });
  }

  recall(channel: string, post: string): Promise<Post> {
    return this.session.call(`${v1}/channels/${channel}/posts/${post}/recall`, { method: 'POST' });
  }

  signatures(channel: string, post: string): Promise<Page<ToSign>> {
    return this.session.call(`${v1}/channels/${channel}/posts/${post}/signature`);
  }

  sign(channel: string, post: string, pupil: string): Promise<{ pupil: string; at: string }> {
    return this.session.call(`${v1}/channels/${channel}/posts/${post}/signature`, { method: 'POST', body: { pupil } });
  }

  history(channel: string, post: string): Promise<Page<PastText>> {
    return this.session.call(`${v1}/channels/${channel}/posts/${post}/history`);
  }

  markRead(channel: string, seq: number): Promise<{ seq: number }> {
    return this.session.call(`${v1}/channels/${channel}/read`, { method: 'PUT', body: { seq } });
  }

  openReplies(channel: string, open: boolean): Promise<Channel> {
    return this.session.call(`${v1}/channels/${channel}/replies`, { method: 'PUT', body: { open } });
  }

  pushKey(): Promise<{ key: string }> {
    return this.session.call(`${v1}/push/key`);
  }

  pushSubscriptions(): Promise<Page<PushDevice>> {
    return this.session.call(`${v1}/push/subscriptions`);
  }

  subscribePush(offer: PushOffer): Promise<{ id: string }> {
    return this.session.call(`${v1}/push/subscriptions`, { method: 'POST', body: offer });
  }

  endPush(subscription: string): Promise<void> {
    return this.session.call(`${v1}/push/subscriptions/${subscription}`, { method: 'DELETE' });
  }

  audiences(channel: string): Promise<Page<AudienceChoice>> {
    return this.session.call(`${v1}/channels/${channel}/audience`);
  }

  count(channel: string, audience: Audience[], signal?: AbortSignal): Promise<AudienceCount> {
    const path = `${v1}/channels/${channel}/audience/count`;
    return this.session.call(path, { method: 'POST', body: { audience }, ...(signal ? { signal } : {}) });
  }

  /** The reach board in numbers; asked at least once a minute, it comes anew by itself when it changes. */
  reach(channel: string, post: string): Promise<Reach> {
    return this.session.call(board(channel, post));
  }

  reachChildren(channel: string, post: string, state?: string, cursor?: string): Promise<Page<ReachChild>> {
    return this.session.call(`${board(channel, post)}/children${query({ state, cursor, limit: 50 })}`);
  }

  remind(channel: string, post: string): Promise<{ children: number }> {
    return this.session.call(`${board(channel, post)}/reminders`, { method: 'POST' });
  }

  tell(channel: string, post: string, pupil: string, how: ToldHow): Promise<void> {
    return this.session.call(`${board(channel, post)}/told`, { method: 'POST', body: { pupil, how } });
  }

  /** What families answered by SMS to a service's bulletins, the latest first. */
  smsAnswers(channel: string, before?: number): Promise<Page<SmsAnswer, number>> {
    return this.session.call(`${v1}/channels/${channel}/sms-answers${query({ before, limit: 25 })}`);
  }

  /** Takes back that a family was told by hand. */
  untell(channel: string, post: string, pupil: string): Promise<void> {
    return this.session.call(`${board(channel, post)}/told/${pupil}`, { method: 'DELETE' });
  }

  /** Contacts of a school's families that are no good, the oldest first. */
  contactTasks(school: string, cursor?: string): Promise<Page<ContactTask>> {
    return this.session.call(`${v1}/schools/${school}/contact-tasks${query({ cursor, limit: 25 })}`);
  }

  closeContactTask(school: string, task: string): Promise<void> {
    return this.session.call(`${v1}/schools/${school}/contact-tasks/${task}/close`, { method: 'POST' });
  }

  /** The board as a file to keep or print. */
  async reachFile(channel: string, post: string, ending: 'csv' | 'pdf'): Promise<Blob> {
    const headers = { Authorization: `Bearer ${await this.session.token()}`, 'Accept-Language': this.session.world.language() };
    const answer = await fetch(`${board(channel, post)}.${ending}`, { headers, cache: 'no-store', redirect: 'error' }).catch(() => {
      throw new Unreachable();
    });
    if (!answer.ok) throw new Refusal(problemOf(answer.status, await answer.json().catch(() => undefined)));
    return answer.blob();
  }

  leavesAt(channel: string, audience: Audience[] | undefined, signal: AbortSignal): Promise<Leaving> {
    return this.session.call(`${v1}/channels/${channel}/leaves-at`, { method: 'POST', body: audience ? { audience } : {}, signal });
  }

  search(q: string, before?: string, signal?: AbortSignal): Promise<Page<Found>> {
    return this.session.call(`${v1}/search${query({ q, before, limit: 20 })}`, signal ? { signal } : {});
  }
}

function board(channel: string, post: string): string {
  return `${v1}/channels/${channel}/posts/${post}/reach`;
}

/** A query string of those values that are given. */
export function query(values: Record<string, string | number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : '?' + given.map(([name, value]) => `${name}=${encodeURIComponent(value!)}`).join('&');
}
