// Counts texts as npm sms-segments-calculator does: a JSON string a line in, a JSON object a line out.
import { createInterface } from 'node:readline';
import { SegmentedMessage } from 'sms-segments-calculator';

const BITS = { 'GSM-7': 7, 'UCS-2': 16 };

for await (const line of createInterface({ input: process.stdin })) {
  const message = new SegmentedMessage(JSON.parse(line), 'auto', false);
  const encoding = message.encodingName;
  const units = message.segments.reduce(
    (sum, segment) => sum + segment.filter((part) => !part.isReservedChar && !part.isUserDataHeader)
      .reduce((bits, part) => bits + part.sizeInBits(), 0), 0) / BITS[encoding];
  process.stdout.write(`${JSON.stringify({ encoding, units, segments: message.segmentsCount })}\n`);
}
