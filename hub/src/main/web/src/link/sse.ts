/** Reads Server-Sent Events from text that arrives in pieces of any size. Comments, types and unknown fields are skipped. */
export class EventReader {
  #rest = '';
  #data: string[] = [];
  #id = '';

  /** Takes the next piece and gives the events that are now complete. */
  feed(piece: string): { id: string; data: string }[] {
    const found: { id: string; data: string }[] = [];
    // A lone CR at the end may be the first half of a CRLF: it waits for the next piece.
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (this.#data.length > 0) found.push({ id: this.#id, data: this.#data.join('\n') });
        this.#data = [];
      } else {
        this.#field(line);
      }
    }
    return found;
  }

  #field(line: string): void {
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (name === 'data') this.#data.push(value);
    else if (name === 'id') this.#id = value;
  }
}
