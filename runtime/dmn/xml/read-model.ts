/** `definitions` and what hangs on it (DMN 1.5, chapters 6 and 7) out of the elements of the XML reader. */
import type { ModdleElement } from 'dmn-moddle';
import type { DmnDecision, DmnDecisionService, DmnImport, DmnInputData, DmnItemDefinition, DmnKnowledgeModel, DmnKnowledgeSource, DmnModel } from '../model.ts';
import { childOf, childrenOf, hrefs, innerText, ownHrefs, textOf, texts } from './element.ts';
import { some } from '../optional.ts';
import { readExpression, readFunction, readVariable } from './read-expression.ts';

function named(element: ModdleElement): { readonly id?: string; readonly label?: string; readonly description?: string; readonly name: string } {
  return { ...texts(element, 'id', 'label', 'description'), name: textOf(element, 'name') ?? '' };
}

function readImport(element: ModdleElement): DmnImport {
  return { ...named(element), namespace: textOf(element, 'namespace') ?? '', importType: textOf(element, 'importType') ?? '', ...texts(element, 'locationURI') };
}

function readItemDefinition(element: ModdleElement): DmnItemDefinition {
  const functionItem = childOf(element, 'functionItem');
  return {
    ...named(element),
    ...texts(element, 'typeRef'),
    ...(element.get('isCollection') === true ? { isCollection: true } : {}),
    ...some('allowedValues', innerText(element, 'allowedValues')),
    ...some('typeConstraint', innerText(element, 'typeConstraint')),
    components: childrenOf(element, 'itemComponent').map(readItemDefinition),
    ...some('functionItem', functionItem === null ? null : { ...texts(functionItem, 'outputTypeRef'), parameters: childrenOf(functionItem, 'parameters').map((each) => readVariable(each, '')) }),
  };
}

function variableOf(element: ModdleElement): { readonly variable: ReturnType<typeof readVariable> } {
  return { variable: readVariable(childOf(element, 'variable'), textOf(element, 'name') ?? '') };
}

function readInputData(element: ModdleElement): DmnInputData {
  return { ...named(element), ...variableOf(element) };
}

function requiredAuthorities(element: ModdleElement): readonly string[] {
  const requirements = childrenOf(element, 'authorityRequirement');
  return ['requiredAuthority', 'requiredDecision', 'requiredInput'].flatMap((name) => hrefs(requirements, name));
}

function readDecision(element: ModdleElement): DmnDecision {
  const requirements = childrenOf(element, 'informationRequirement');
  return {
    ...named(element),
    ...variableOf(element),
    ...texts(element, 'question', 'allowedAnswers'),
    requiredInputs: hrefs(requirements, 'requiredInput'),
    requiredDecisions: hrefs(requirements, 'requiredDecision'),
    requiredKnowledge: hrefs(childrenOf(element, 'knowledgeRequirement'), 'requiredKnowledge'),
    requiredAuthorities: requiredAuthorities(element),
    logic: readExpression(childOf(element, 'decisionLogic')),
  };
}

function readKnowledgeModel(element: ModdleElement): DmnKnowledgeModel {
  const logic = childOf(element, 'encapsulatedLogic');
  return {
    ...named(element),
    ...variableOf(element),
    requiredKnowledge: hrefs(childrenOf(element, 'knowledgeRequirement'), 'requiredKnowledge'),
    requiredAuthorities: requiredAuthorities(element),
    logic: logic === null ? null : readFunction(logic),
  };
}

function readDecisionService(element: ModdleElement): DmnDecisionService {
  return {
    ...named(element),
    ...variableOf(element),
    outputDecisions: ownHrefs(element, 'outputDecision'),
    encapsulatedDecisions: ownHrefs(element, 'encapsulatedDecision'),
    inputDecisions: ownHrefs(element, 'inputDecision'),
    inputData: ownHrefs(element, 'inputData'),
  };
}

function readKnowledgeSource(element: ModdleElement): DmnKnowledgeSource {
  return { ...named(element), ...texts(element, 'type', 'locationURI'), requiredAuthorities: requiredAuthorities(element) };
}

export function readModel(root: ModdleElement): DmnModel {
  const elements = childrenOf(root, 'drgElement');
  const all = <T>(type: string, read: (element: ModdleElement) => T): readonly T[] => elements.filter((element) => element.$type === type).map(read);
  return {
    ...named(root),
    namespace: textOf(root, 'namespace') ?? '',
    ...texts(root, 'exporter', 'exporterVersion', 'expressionLanguage', 'typeLanguage'),
    imports: childrenOf(root, 'import').map(readImport),
    itemDefinitions: childrenOf(root, 'itemDefinition').map(readItemDefinition),
    inputData: all('dmn:InputData', readInputData),
    decisions: all('dmn:Decision', readDecision),
    knowledgeModels: all('dmn:BusinessKnowledgeModel', readKnowledgeModel),
    decisionServices: all('dmn:DecisionService', readDecisionService),
    knowledgeSources: all('dmn:KnowledgeSource', readKnowledgeSource),
  };
}
