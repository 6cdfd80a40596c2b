import { SvelteMap } from 'svelte/reactivity';
import { fullJitter } from '../link/backoff';
import { call } from '../link/http';
import { Hub } from '../link/hub';
import { SignedOut } from '../link/refusal';
import { Session } from '../link/session';
import { Stream, type StreamState } from '../link/stream';
import { dialEvents, dialSocket } from '../link/transport';
import { Cursors } from '../model/cursors';
import { channelName, deviceName, plainText } from '../text/format';
import type { ServerFrame } from '../wire/frames';
import type { Account, Channel, Me, Post, Reach, Signed } from '../wire/types';
import { after } from './clock';
import { speech } from './language.svelte';
import { Posting } from './posting.svelte';
import { Push } from './push.svelte';
import { Reading } from './reading';
import { Rooms } from './rooms.svelte';
import { routeOf } from './paths';
import { router } from './route.svelte';
import { Typing } from './typing.svelte';

export type Phase = 'starting' | 'out' | 'in';
export type WhyOut = 'first' | 'ended' | 'left';

/** Who is signed in on this page, and the one place where session, stream and state are joined. */
class App {
  phase = $state<Phase>('starting');
  whyOut = $state<WhyOut>('first');
  /** The hub could not be reached while starting. */
  stuck = $state(false);
  account = $state.raw<Account | undefined>(undefined);
  me = $state.raw<Me | undefined>(undefined);
  /** The schools that the person leads. */
  readonly headed = $derived((this.me?.places ?? []).flatMap(({ role, label, school }) => (role === 'head' && school ? [{ school, label }] : [])));
  link = $state<StreamState>('stopped');
  online = $state(navigator.onLine);
  /** Read out by screen readers. */
  announcement = $state('');

  /** The newest numbers of the reach boards that this page looked at, by post. */
  readonly boards = new SvelteMap<string, Reach>();

  readonly #session = new Session(
    {
      call,
      now: () => Date.now(),
      alone: async (work) => (navigator.locks ? await navigator.locks.request('preau-session', work) : await work()),
      language: () => speech.current,
    },
    (signed) => this.#signed(signed),
  );
  readonly hub = new Hub(this.#session);
  readonly rooms = new Rooms(this.hub, new Cursors());
  readonly posting = new Posting(this.hub, this.rooms, () => this.#out('ended'));
  readonly #stream = new Stream(
    this.rooms.cursors,
    {
      dialSocket,
      dialEvents,
      token: async (fresh) => (fresh ? (await this.#session.refresh()).accessToken : this.#session.token()),
      random: Math.random,
      now: () => Date.now(),
      after,
    },
    {
      frame: (frame) => this.#hear(frame),
      state: (state) => (this.link = state),
      signedOut: () => this.#out('ended'),
      restart: () => void this.#restart(),
      behind: (channel) => void this.#readAnew(channel).then(() => this.#stream.subscribe(channel)),
    },
  );
  readonly reading = new Reading(this.hub, this.rooms, { send: (frame) => this.#stream.send(frame), after });
  readonly push = new Push(this.hub);
  readonly typing = new Typing((channel) => this.#stream.send({ type: 'typing', channel }));
  #cancelRefresh: (() => void) | undefined;
  #restarts = 0;

  /** Begins: with the session of the last visit where there is one. */
  async begin(): Promise<void> {
    await speech.use(speech.chosen ?? 'fr').catch(() => undefined);
    addEventListener('online', () => this.#network(true));
    addEventListener('offline', () => this.#network(false));
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.#wake());
    addEventListener('beforeunload', (event) => this.posting.pending.length > 0 && event.preventDefault());
    if ('serviceWorker' in navigator) navigator.serviceWorker.addEventListener('message', ({ data }) => this.#opened(data));
    await this.#resume(0);
  }

  /** A notification was clicked, and this page was there already. */
  #opened(message: { type?: string; path?: string } | undefined): void {
    if (message?.type !== 'open' || !message.path) return;
    const { pathname, search } = new URL(message.path, location.origin);
    router.go(routeOf(pathname, search));
  }

  async #resume(attempt: number): Promise<void> {
    try {
      await this.#session.refresh();
      await this.enter();
    } catch (failure) {
      if (failure instanceof SignedOut) {
        this.stuck = false;
        this.phase = 'out';
      } else {
        this.stuck = true;
        after(1_000 + fullJitter(attempt, Math.random), () => void this.#resume(attempt + 1));
      }
    }
  }

  signIn(login: string, password: string): Promise<Account> {
    return this.hub.signIn(login, password, deviceName(navigator.userAgent));
  }

  activate(code: string, password: string): Promise<Account> {
    return this.hub.activate(code, password, deviceName(navigator.userAgent));
  }

  /** Shows the channels of the person who has just signed in, and goes live. */
  async enter(): Promise<void> {
    const account = this.#session.account;
    if (!account) return;
    this.account = account;
    if (!speech.chosen && account.language === 'en') await speech.use('en').catch(() => undefined);
    await this.rooms.load(account.id);
    this.phase = 'in';
    this.stuck = false;
    this.#stream.start();
    this.push.enter(account.id).catch(() => undefined);
    this.me = await this.hub.me().catch(() => undefined);
  }

  async signOut(): Promise<void> {
    await this.hub.signOut().catch(() => undefined);
    this.#out('left');
  }

  #out(why: WhyOut): void {
    this.#stream.stop();
    this.#cancelRefresh?.();
    this.#session.forget();
    this.#forget();
    this.account = undefined;
    this.me = undefined;
    this.whyOut = why;
    this.phase = 'out';
    if (why === 'left') router.go({ at: 'list' }, true);
  }

  #forget(): void {
    this.boards.clear();
    this.rooms.clear();
    this.posting.clear();
    this.reading.clear();
    this.typing.clear();
  }

  /** The rights of the account changed under it: begin anew, ever more slowly if that goes on. */
  async #restart(): Promise<void> {
    this.#forget();
    this.phase = 'starting';
    const wait = this.#restarts === 0 ? 0 : 2_000 + fullJitter(this.#restarts, Math.random);
    this.#restarts++;
    after(wait, () => void this.#resume(0));
  }

  #signed({ accessToken, account }: Signed): void {
    if (this.account && this.account.id !== account.id) {
      // Someone else signed in from another tab: nothing of the first person may stay on this page.
      location.reload();
      return;
    }
    this.#stream.send({ type: 'token', token: accessToken });
    this.#refreshIn(this.#session.refreshAt - Date.now(), 0);
  }

  #refreshIn(ms: number, attempt: number): void {
    this.#cancelRefresh?.();
    this.#cancelRefresh = after(ms, () => {
      this.#session.refresh().catch((failure: unknown) => {
        if (failure instanceof SignedOut) this.#out('ended');
        else this.#refreshIn(2_000 + fullJitter(attempt, Math.random), attempt + 1);
      });
    });
  }

  #network(online: boolean): void {
    this.online = online;
    if (online) this.#wake();
  }

  #wake(): void {
    this.#stream.wake();
    this.posting.wake();
  }

  #hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.rooms.welcome(frame);
        this.reading.tell();
        return this.posting.wake();
      case 'event': {
        const channel = this.rooms.event(frame);
        this.typing.done(frame.channel, frame.post.author.account);
        if (channel && frame.kind === 'posted') this.#announce(channel, frame.post);
        else if (frame.kind === 'recalled') this.announcement = '';
        return;
      }
      case 'cursor':
        this.push.read(frame.channel, frame.seq).catch(() => undefined);
        return this.rooms.cursor(frame.channel, frame.seq);
      case 'typist':
        if (frame.account !== this.account?.id) this.typing.hear(frame.channel, frame.account, frame.name);
        return;
      case 'reach':
        this.boards.set(frame.post, frame.reach);
        return;
      case 'joined':
        return this.rooms.joined(frame.channel, frame.seq);
      case 'left':
        return this.rooms.leave(frame.channel);
      case 'resync':
        void this.#readAnew(frame.channel);
        return;
      default:
        return;
    }
  }

  #announce(channel: Channel, post: Post): void {
    if (post.author.account === this.account?.id) return;
    const { route } = router;
    const { t } = speech;
    const here = route.at === 'channel' && route.id === channel.id;
    const text = post.title ?? plainText(post.body).slice(0, 140);
    this.announcement = here ? t.talk.arrived(post.author.name, text) : t.talk.arrivedIn(channelName(channel, t).main);
  }

  /** Where the hub cannot catch up from a cursor, what is here of the channel is dropped and read anew. */
  #readAnew(id: string): Promise<unknown> {
    this.rooms.leave(id);
    return this.rooms.fetch(id);
  }
}

export const app = new App();
