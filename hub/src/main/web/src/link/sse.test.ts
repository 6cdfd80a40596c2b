import { describe, expect, it } from 'vitest';
import { EventReader } from './sse';

describe('server-sent events', () => {
  it('are read whole, however the network cut them', () => {
    const text = ': ping\r\n\r\nid: a:1\r\ndata: {"type":\r\ndata: "end"}\r\n\r\nid: a:2\ndata: two\n\n';
    for (let size = 1; size <= text.length; size++) {
      const reader = new EventReader();
      const found = [];
      for (let at = 0; at < text.length; at += size) found.push(...reader.feed(text.slice(at, at + size)));

      expect(found).toEqual([
        { id: 'a:1', data: '{"type":\n"end"}' },
        { id: 'a:2', data: 'two' },
      ]);
    }
  });

  it('are not given before their empty line', () => {
    expect(new EventReader().feed('data: one\n')).toEqual([]);
  });
});
