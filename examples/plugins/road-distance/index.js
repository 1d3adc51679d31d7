import { metres, pointOf, straightKm } from './lib/distance.js';

/** Words of a property: JSON Schema's own `title` / `description` are zh-CN, `x-en` is English. */
const words = (zh, en, zhMore, enMore) => ({ title: zh, description: zhMore, 'x-en': { title: en, description: enMore } });
const formula = (...said) => ({ type: 'string', format: 'feel', maxLength: 4000, ...words(...said) });
const some = (type) => ({ type, nullable: true });
const object = (properties) => ({ type: 'object', properties, required: Object.keys(properties), additionalProperties: false });

const PROBLEMS = {
  from: { 'zh-CN': '起点不是经纬度', en: 'The start is no longitude and latitude' },
  to: { 'zh-CN': '终点不是经纬度', en: 'The end is no longitude and latitude' },
  factor: { 'zh-CN': '绕路系数要在 1 到 5 之间', en: 'The road factor must be from 1 to 5' },
  speed: { 'zh-CN': '车速要在 1 到 150 之间', en: 'The speed must be from 1 to 150' },
};
const within = (value, low, high) => typeof value === 'number' && value >= low && value <= high;

const distance = {
  type: 'road.distance',
  version: 1,
  category: 'data',
  title: { 'zh-CN': '估算路程', en: 'Estimate distance' },
  summary: { 'zh-CN': '由直线距离和绕路系数估算路程和车程，不用外部地图', en: 'Estimate the way and time by road from the straight line and a road factor, without an outside map' },
  help: {
    'zh-CN': '路程 = 球面直线距离 × 绕路系数；车程 = 路程 ÷ 平均车速。系数和车速宜用场景参数：城区常见 1.2–1.5，山区和水网更大，用本地的几条真实路线校准。结果是估算，不知道路网、单行和拥堵。两点要用同一种坐标系。',
    en: 'Way = great-circle distance × road factor; time = way ÷ mean speed. Let parameters of the scenario hold both: 1.2 to 1.5 is common in towns, more in mountains and between waters; set it by some real ways of the place. It is an estimate that knows no roads, one-way streets or jams. Both points must be of one coordinate system.',
  },
  icon: 'route',
  keywords: ['距离', '路程', '就近', '公里', '高德', 'haversine', 'map', 'km'],
  config: {
    type: 'object',
    properties: {
      from: formula('起点', 'From', '例如 申请.位置，或 "120.15,30.28"', 'Such as request.place, or "120.15,30.28"'),
      to: formula('终点', 'To', '例如 站点.位置', 'Such as site.place'),
      factor: formula('绕路系数', 'Road factor', '例如 param.road_factor', 'Such as param.road_factor'),
      speed: formula('平均车速（公里/小时）', 'Mean speed (km/h)', '不填就不算车程', 'Without it no time is told'),
    },
    required: ['from', 'to', 'factor'],
    additionalProperties: false,
  },
  example: { from: '"120.1551,30.2741"', to: '{ lng: 119.9601, lat: 30.0485 }', factor: '1.3', speed: '40' },
  output: object({ ok: { type: 'boolean' }, problem: some('string'), message: { ...object({ 'zh-CN': { type: 'string' }, en: { type: 'string' } }), nullable: true }, straight_km: some('number'), road_km: some('number'), minutes: some('number'), factor: some('number') }),
  ports: [
    { id: 'out', title: { 'zh-CN': '算出', en: 'Estimated' } },
    { id: 'unknown', title: { 'zh-CN': '算不了', en: 'Not known' } },
  ],
  effect: 'pure',
  run({ input, config }) {
    const [from, to] = [pointOf(input.from), pointOf(input.to)];
    const timed = typeof config.speed === 'string' && config.speed !== '';
    const problem = !from ? 'from' : !to ? 'to' : !within(input.factor, 1, 5) ? 'factor' : timed && !within(input.speed, 1, 150) ? 'speed' : null;
    if (problem !== null) return { output: { ok: false, problem, message: PROBLEMS[problem], straight_km: null, road_km: null, minutes: null, factor: null }, port: 'unknown' };
    const straight = straightKm(from, to);
    const road = straight * input.factor;
    return { output: { ok: true, problem: null, message: null, straight_km: metres(straight), road_km: metres(road), minutes: timed ? Math.round((road / input.speed) * 60) : null, factor: input.factor }, port: 'out' };
  },
};

export default { name: 'road-distance', nodes: [distance] };
