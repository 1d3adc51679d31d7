import { Type, type Static } from 'typebox';
import { KeySchema, NameSchema } from '../schema/ids.ts';
import { label } from '../schema/property-text.ts';
import { TextRefSchema } from '../schema/text.ts';

const closed = { additionalProperties: false } as const;
const points = (zh: string, en: string) => Type.Number({ ...label(zh, en) });

const BandSchema = Type.Object(
  {
    when: Type.String({ format: 'feel-unary', maxLength: 2000, ...label('落在', 'Falls in') }),
    points: points('得分', 'Points'),
  },
  closed,
);

export const FactorSchema = Type.Object(
  {
    id: Type.String({ ...NameSchema, ...label('名称', 'Name') }),
    title: Type.Optional(Type.String({ ...TextRefSchema, format: 'text', ...label('标题', 'Title') })),
    expr: Type.String({ format: 'feel-row', maxLength: 4000, ...label('取值', 'Value') }),
    bands: Type.Optional(
      Type.Array(BandSchema, { minItems: 1, maxItems: 100, ...label('分档', 'Bands', '从上到下，第一个符合的算；不分档时，取值就是得分', 'Top to bottom, the first that fits counts; without bands the value is the points') }),
    ),
    weight: Type.Optional(Type.Number({ default: 1, ...label('权重', 'Weight') })),
    missing: Type.Optional(Type.Number({ ...label('缺值得分', 'Points when missing', '不填则整张评分卡不给等级', 'Left out: no grade is given') })),
    basis: Type.Optional(Type.Array(KeySchema, { maxItems: 20, ...label('依据', 'Basis') })),
  },
  closed,
);

export const ScorecardConfigSchema = Type.Object(
  {
    start: Type.Optional(points('起始分', 'Start with')),
    factors: Type.Array(FactorSchema, { minItems: 1, maxItems: 60, ...label('评分项', 'Factors') }),
    grades: Type.Optional(
      Type.Array(
        Type.Object({ from: points('不低于', 'From'), grade: Type.String({ maxLength: 80, ...label('等级', 'Grade') }) }, closed),
        { maxItems: 40, ...label('等级', 'Grades', '总分达到的最高一档', 'The highest one the total reaches') },
      ),
    ),
  },
  closed,
);
export type ScorecardConfig = Static<typeof ScorecardConfigSchema>;
