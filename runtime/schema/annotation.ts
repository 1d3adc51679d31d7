import { Type, type Static } from 'typebox';
import { KeySchema, NameSchema } from './ids.ts';
import { GROUP_CHARACTERS, NOTE_CHARACTERS } from './limits.ts';

/** Colours of notes and groups; they carry no meaning of their own. */
export const ANNOTATION_TONES = ['plain', 'yellow', 'blue', 'green', 'red'] as const;
const tone = Type.Optional(Type.Enum([...ANNOTATION_TONES]));

/** Words a designer leaves on the canvas for other designers (BPMN: text annotation). Lengths in flow units. */
const NoteSchema = Type.Object(
  {
    kind: Type.Literal('note'),
    text: Type.String({ maxLength: NOTE_CHARACTERS }),
    x: Type.Number(),
    y: Type.Number(),
    width: Type.Number({ minimum: 80, maximum: 2000 }),
    height: Type.Number({ minimum: 40, maximum: 2000 }),
    tone,
  },
  { additionalProperties: false },
);
export type Note = Static<typeof NoteSchema>;

/** A frame around nodes that belong together (BPMN: group); it changes nothing in how the flow runs. */
const GroupSchema = Type.Object(
  { kind: Type.Literal('group'), title: Type.String({ maxLength: GROUP_CHARACTERS }), nodes: Type.Array(NameSchema, { minItems: 1, maxItems: 2000 }), tone },
  { additionalProperties: false },
);
export type Group = Static<typeof GroupSchema>;

/** Notes and groups by flow and id; like the layout, no content: they change no run and no version. */
export const AnnotationsSchema = Type.Record(NameSchema, Type.Record(KeySchema, Type.Union([NoteSchema, GroupSchema])));
export type Annotation = Note | Group;
