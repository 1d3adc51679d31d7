import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeLine, encodeLine, LineBuffer } from '../../../server/stores/embedded/line.ts';

it('lines written one behind the other are those written alone, also when their memory grows or is used again', () => {
  const values = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.record({ 单位: fc.string(), n: fc.integer() }), fc.nat({ max: 40_000 }).map((length) => '办'.repeat(length))), { maxLength: 8 });
  const lines = new LineBuffer();
  fc.assert(fc.property(values, (batch) => {
    const lengths = batch.map((value) => lines.add(JSON.stringify(value)));
    expect(lines.bytes.equals(Buffer.concat(batch.map((value) => encodeLine(JSON.stringify(value)))))).toBe(true);
    let at = 0;
    for (const [index, length] of lengths.entries()) {
      expect(decodeLine(lines.bytes.subarray(at, at + length), at)).toEqual({ offset: at, length, value: batch[index] });
      at += length;
    }
    lines.clear();
  }), { seed: 20261129, numRuns: 100 });
});
