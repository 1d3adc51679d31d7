import { describe, expect, it } from 'vitest';
import { suggestId, suggestName } from '../../../builder/src/designer/home/suggest-id.ts';

describe('a name in Latin letters', () => {
  it.each([['登记表', 'deng-ji-biao', 'deng_ji_biao'], ['A&B 公司 2', 'a-b-gong-si-2', 'a_b_gong_si_2'], ['2024年', '2024-nian', 'n2024_nian'], ['！', 'scenario', '']])('of %s', async (name, id, inFormulas) => {
    expect([await suggestId(name), await suggestName(name)]).toEqual([id, inFormulas]);
  });
});
