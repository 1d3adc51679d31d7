import type { Aggregator, HitPolicy } from '../rules/table-schema.ts';

/**
 * A DMN model (OMG DMN 1.5, chapters 6, 7, 8 and 10.2) as plain JSON. Texts of formulas stay as written; hrefs stay as written,
 * `#id` in the same model or `namespace#id` in an imported one. Pictures (DMNDI) and extensions of tools are not part of it.
 */
export interface DmnModel {
  readonly id?: string;
  readonly name: string;
  readonly namespace: string;
  readonly description?: string;
  readonly exporter?: string;
  readonly exporterVersion?: string;
  /** URI of the language of formulas that name none; absent = FEEL. */
  readonly expressionLanguage?: string;
  readonly typeLanguage?: string;
  readonly imports: readonly DmnImport[];
  readonly itemDefinitions: readonly DmnItemDefinition[];
  readonly inputData: readonly DmnInputData[];
  readonly decisions: readonly DmnDecision[];
  readonly knowledgeModels: readonly DmnKnowledgeModel[];
  readonly decisionServices: readonly DmnDecisionService[];
  readonly knowledgeSources: readonly DmnKnowledgeSource[];
}

interface DmnElement {
  readonly id?: string;
  readonly label?: string;
  readonly description?: string;
}

interface DmnNamed extends DmnElement {
  readonly name: string;
}

export interface DmnImport extends DmnNamed {
  readonly namespace: string;
  readonly importType: string;
  readonly locationURI?: string;
}

/** A named type: a built-in or another definition (`typeRef`), a structure (`components`) or a function, restricted or not. */
export interface DmnItemDefinition extends DmnNamed {
  readonly typeRef?: string;
  readonly isCollection?: boolean;
  /** Unary tests every value, and every item of a collection, must meet. */
  readonly allowedValues?: string;
  /** Unary tests the value as a whole, so a collection itself, must meet (DMN 1.5). */
  readonly typeConstraint?: string;
  readonly components: readonly DmnItemDefinition[];
  readonly functionItem?: { readonly outputTypeRef?: string; readonly parameters: readonly DmnVariable[] };
}

export interface DmnVariable extends DmnNamed {
  readonly typeRef?: string;
}

export interface DmnInputData extends DmnNamed {
  readonly variable: DmnVariable;
}

export interface DmnDecision extends DmnNamed {
  readonly variable: DmnVariable;
  readonly question?: string;
  readonly allowedAnswers?: string;
  /** Hrefs. */
  readonly requiredInputs: readonly string[];
  readonly requiredDecisions: readonly string[];
  readonly requiredKnowledge: readonly string[];
  readonly requiredAuthorities: readonly string[];
  /** Null: a decision people make. */
  readonly logic: DmnExpression | null;
}

/** A business knowledge model: a function of its own name. */
export interface DmnKnowledgeModel extends DmnNamed {
  readonly variable: DmnVariable;
  readonly requiredKnowledge: readonly string[];
  readonly requiredAuthorities: readonly string[];
  readonly logic: DmnFunction | null;
}

/** Hrefs of what it is made of; as a function its parameters are the input data, then the input decisions. */
export interface DmnDecisionService extends DmnNamed {
  readonly variable: DmnVariable;
  readonly outputDecisions: readonly string[];
  readonly encapsulatedDecisions: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

export interface DmnKnowledgeSource extends DmnNamed {
  readonly type?: string;
  readonly locationURI?: string;
  readonly requiredAuthorities: readonly string[];
}

interface DmnBoxed extends DmnElement {
  readonly typeRef?: string;
}

export interface DmnLiteral extends DmnBoxed {
  readonly kind: 'literal';
  readonly text: string;
  readonly expressionLanguage?: string;
}

/** The last entry without a variable is the result; without one the result is the context itself. */
export interface DmnContext extends DmnBoxed {
  readonly kind: 'context';
  readonly entries: readonly { readonly variable?: DmnVariable; readonly value: DmnExpression | null }[];
}

export interface DmnInvocation extends DmnBoxed {
  readonly kind: 'invocation';
  readonly called: DmnExpression | null;
  readonly bindings: readonly { readonly parameter: DmnVariable; readonly value: DmnExpression | null }[];
}

export interface DmnList extends DmnBoxed {
  readonly kind: 'list';
  readonly items: readonly DmnExpression[];
}

/** Rows of cells in the order of the columns; the value is a list of contexts. */
export interface DmnRelation extends DmnBoxed {
  readonly kind: 'relation';
  readonly columns: readonly DmnVariable[];
  readonly rows: readonly (readonly DmnExpression[])[];
}

export interface DmnFunction extends DmnBoxed {
  readonly kind: 'function';
  readonly functionKind: 'FEEL' | 'Java' | 'PMML';
  readonly parameters: readonly DmnVariable[];
  readonly body: DmnExpression | null;
}

export interface DmnConditional extends DmnBoxed {
  readonly kind: 'conditional';
  readonly if: DmnExpression | null;
  readonly then: DmnExpression | null;
  readonly else: DmnExpression | null;
}

export interface DmnFilter extends DmnBoxed {
  readonly kind: 'filter';
  readonly in: DmnExpression | null;
  readonly match: DmnExpression | null;
}

/** `for`, `some` and `every`: `result` is the `return` or the `satisfies`. */
export interface DmnIterator extends DmnBoxed {
  readonly kind: 'for' | 'some' | 'every';
  readonly iteratorVariable: string;
  readonly in: DmnExpression | null;
  readonly result: DmnExpression | null;
}

export interface DmnTableInput extends DmnElement {
  /** FEEL; null when the file gives none. */
  readonly expression: string | null;
  readonly typeRef?: string;
  /** Unary tests: the values the column is made for. */
  readonly allowedValues?: string;
}

export interface DmnTableOutput extends DmnElement {
  /** Absent only in a table of one output. */
  readonly name?: string;
  readonly typeRef?: string;
  /** Unary tests; for PRIORITY and OUTPUT ORDER their order is the priority, the best first. */
  readonly allowedValues?: string;
  /** FEEL for "no rule hits". */
  readonly default?: string;
}

export interface DmnTableRule extends DmnElement {
  /** Unary tests by input, in the order of `inputs`; `-` = any. */
  readonly inputs: readonly string[];
  /** FEEL by output, in the order of `outputs`. */
  readonly outputs: readonly string[];
  /** Texts by annotation column. */
  readonly annotations: readonly string[];
}

export interface DmnDecisionTable extends DmnBoxed {
  readonly kind: 'decisionTable';
  readonly hitPolicy: HitPolicy;
  readonly aggregation?: Aggregator;
  readonly outputLabel?: string;
  readonly preferredOrientation?: string;
  readonly inputs: readonly DmnTableInput[];
  readonly outputs: readonly DmnTableOutput[];
  /** Names of the annotation columns. */
  readonly annotations: readonly string[];
  readonly rules: readonly DmnTableRule[];
}

export type DmnExpression = DmnLiteral | DmnContext | DmnInvocation | DmnList | DmnRelation | DmnFunction | DmnConditional | DmnFilter | DmnIterator | DmnDecisionTable;
