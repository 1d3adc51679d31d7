import assert from 'node:assert/strict';
import { test } from 'vitest';
import plugin from '../index.js';
import { pointOf, straightKm } from '../lib/distance.js';

const [node] = plugin.nodes;
const run = (input, config = {}) => node.run({ config, input });
const near = (given, wanted, most) => assert.ok(Math.abs(given - wanted) <= most, `${given} is not ${wanted}`);

test('a quarter of a meridian is 10,007.6 km', () => near(straightKm({ lng: 0, lat: 0 }, { lng: 0, lat: 90 }), 10_007.557, 0.01));
test('one degree along the equator is 111.2 km', () => near(straightKm({ lng: 10, lat: 0 }, { lng: 11, lat: 0 }), 111.195, 0.001));
test('nowhere is no way, the other side of the earth is half of it', () => {
  assert.equal(straightKm({ lng: 5, lat: 5 }, { lng: 5, lat: 5 }), 0);
  near(straightKm({ lng: 0, lat: 0 }, { lng: 180, lat: 0 }), 20_015.115, 0.01);
});
test('the date line is no wall', () => near(straightKm({ lng: 179.5, lat: 0 }, { lng: -179.5, lat: 0 }), 111.195, 0.001));
for (const [given, wanted] of [['120.15,30.28', { lng: 120.15, lat: 30.28 }], ['120.15， 30.28', { lng: 120.15, lat: 30.28 }], [[120, 30], { lng: 120, lat: 30 }], [{ longitude: 1, latitude: 2 }, { lng: 1, lat: 2 }], ['30.28,120.15', null], ['', null], [null, null], [{ lng: null, lat: 1 }, null], [[1, 2, 3], null], ['a,b', null], [[Infinity, 0], null]]) test(`${JSON.stringify(given)} as a point`, () => assert.deepEqual(pointOf(given), wanted));
test('the factor makes the way, the speed the time', () => {
  const { output, port } = run({ from: '120,30', to: '120,30.1', factor: 1.5, speed: 30 }, { speed: '30' });
  assert.deepEqual([port, output.straight_km, output.road_km, output.minutes], ['out', 11.12, 16.679, 33]);
});
test('without a speed there is no time', () => assert.equal(run({ from: '120,30', to: '120,30.1', factor: 1 }).output.minutes, null));
test.each([[{ from: null, to: '1,1', factor: 1 }, 'from'], [{ from: '1,1', to: 'x', factor: 1 }, 'to'], [{ from: '1,1', to: '1,1', factor: 0.9 }, 'factor'], [{ from: '1,1', to: '1,1', factor: null }, 'factor'], [{ from: '1,1', to: '1,1', factor: 1, speed: 0 }, 'speed']])('%j is not known', (input, problem) => {
  const { output, port } = run(input, { speed: 'x' });
  assert.deepEqual([port, output.problem], ['unknown', problem]);
});
