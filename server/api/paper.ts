import { Type, type Static } from 'typebox';
import { PAPER_ALIGNS, PAPER_SIZES } from '../../runtime/schema/paper.ts';
import { LocaleSchema } from '../../runtime/schema/text.ts';
import { Obj, Opt, Str } from './common.ts';

const align = Opt(Type.Enum([...PAPER_ALIGNS]));

/** One part of a document in words: nothing is left to be worked out. */
export const PaperBlockSchema = Type.Union([
  Obj({ block: Type.Enum(['heading', 'text']), text: Str(), align }),
  Obj({ block: Type.Literal('fields'), title: Opt(Str()), pairs: Type.Integer(), rows: Type.Array(Obj({ label: Str(), value: Str() })) }),
  Obj({ block: Type.Literal('list'), title: Opt(Str()), columns: Type.Array(Obj({ title: Str(), width: Type.Integer(), /** Figures stand at the right. */ figures: Type.Boolean() })), rows: Type.Array(Type.Array(Str())) }),
  Obj({ block: Type.Literal('picture'), title: Opt(Str()), width: Type.Integer(), /** Its file; without one nothing was handed in. */ file: Opt(Obj({ id: Str(), name: Str(), type: Str() })) }),
  Obj({ block: Type.Literal('seal'), text: Str(), date: Opt(Str()) }),
  Obj({ block: Type.Literal('qr'), value: Str(), text: Opt(Str()), width: Type.Integer() }),
  Obj({ block: Type.Literal('basis'), title: Opt(Str()), items: Type.Array(Str()) }),
  Obj({ block: Type.Literal('break') }),
]);
export type PaperBlock = Static<typeof PaperBlockSchema>;

/** A document of one run for one reader, as it is seen, printed and made into a file. */
export const PaperSchema = Obj({
  id: Str(),
  title: Str(),
  app: Str(),
  locale: LocaleSchema,
  /** Name, logo (a data address) and colour of the space it comes from. Not in the digest: a new logo makes no other document. */
  letterhead: Opt(Obj({ name: Opt(Str()), logo: Opt(Str()), colour: Opt(Str()) })),
  size: Type.Enum([...PAPER_SIZES]),
  landscape: Type.Boolean(),
  header: Opt(Str()),
  footer: Opt(Str()),
  /** Whether sheets are numbered. */
  numbers: Type.Boolean(),
  /** Built on made-up data, which every sheet says. */
  synthetic: Type.Boolean(),
  blocks: Type.Array(PaperBlockSchema),
  /** By which it is found again. */
  number: Str(),
  code: Str(),
  /** SHA-256 of what it says, as hexadecimal digits. */
  digest: Str(),
  issuedAt: Str(),
  /** Where anybody may see whether it is genuine. */
  verify: Str(),
});
export type Paper = Static<typeof PaperSchema>;

export const PAPER_FORMATS = ['pdf', 'docx'] as const;
export type PaperFormat = (typeof PAPER_FORMATS)[number];
export const PaperFileQuery = Obj({ format: Type.Enum([...PAPER_FORMATS]), lang: Opt(LocaleSchema), /** Opened in the browser rather than saved. */ open: Opt(Type.Boolean()) });

/** A document of a run, in lists. */
export const PaperItemSchema = Obj({ id: Str(), title: Str() });

/** POST /api/public/documents/verify: the number and the code that stand on a document. */
export const VerifyBody = Obj({ number: Str({ minLength: 1, maxLength: 40 }), code: Str({ minLength: 1, maxLength: 40 }) });
export const VerifiedSchema = Obj({ number: Str(), app: Str(), title: Str(), issuedAt: Str(), digest: Str(), status: Type.Enum(['done', 'underway', 'void']), synthetic: Type.Boolean() });
export type Verified = Static<typeof VerifiedSchema>;
