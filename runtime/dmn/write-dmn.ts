import type { ModdleElement } from 'dmn-moddle';
import type { DmnDecision, DmnDecisionService, DmnItemDefinition, DmnKnowledgeModel, DmnKnowledgeSource, DmnModel } from './model.ts';
import { createBuilder, reference, textElement } from './xml/builder.ts';
import type { Build } from './xml/builder.ts';
import { createModdle } from './xml/meta-model.ts';
import { writeExpression, writeVariable } from './xml/write-expression.ts';

/**
 * DMN 1.5 XML of a model: what `readDmn` reads back is equal to the model. Ids that are absent stay absent, and there is no
 * picture of the requirements (DMNDI): modelling tools lay it out themselves.
 *
 * @example await writeDmn({ name: '检查', namespace: 'urn:example', …, decisions: [{ name: '结论', variable: { name: '结论' }, …, logic: table }] })
 */
export async function writeDmn(model: DmnModel): Promise<string> {
  const moddle = createModdle();
  const { xml } = await moddle.toXML(writeModel(createBuilder(moddle), model), { format: true });
  return xml;
}

function writeModel(build: Build, model: DmnModel): ModdleElement {
  const { imports, itemDefinitions, inputData, decisions, knowledgeModels, decisionServices, knowledgeSources, ...properties } = model;
  return build('Definitions', {
    ...properties,
    import: imports.map((each) => build('Import', { ...each })),
    itemDefinition: itemDefinitions.map((each) => writeItemDefinition(build, each)),
    drgElement: [
      ...inputData.map(({ variable, ...named }) => build('InputData', { ...named, variable: writeVariable(build, variable) })),
      ...decisions.map((each) => writeDecision(build, each)),
      ...knowledgeModels.map((each) => writeKnowledgeModel(build, each)),
      ...decisionServices.map((each) => writeDecisionService(build, each)),
      ...knowledgeSources.map((each) => writeKnowledgeSource(build, each)),
    ],
  });
}

function writeItemDefinition(build: Build, definition: DmnItemDefinition): ModdleElement {
  const { allowedValues, typeConstraint, components, functionItem, ...properties } = definition;
  return build('ItemDefinition', {
    ...properties,
    allowedValues: textElement(build, 'UnaryTests', allowedValues),
    typeConstraint: textElement(build, 'UnaryTests', typeConstraint),
    itemComponent: components.map((each) => writeItemDefinition(build, each)),
    functionItem: functionItem === undefined ? undefined : build('FunctionItem', { outputTypeRef: functionItem.outputTypeRef, parameters: functionItem.parameters.map((each) => writeVariable(build, each)) }),
  });
}

function requirements(build: Build, type: string, property: string, hrefs: readonly string[]): readonly ModdleElement[] {
  return hrefs.map((href) => build(type, { [property]: reference(build, href) }));
}

function writeDecision(build: Build, decision: DmnDecision): ModdleElement {
  const { variable, requiredInputs, requiredDecisions, requiredKnowledge, requiredAuthorities, logic, ...properties } = decision;
  return build('Decision', {
    ...properties,
    variable: writeVariable(build, variable),
    informationRequirement: [...requirements(build, 'InformationRequirement', 'requiredInput', requiredInputs), ...requirements(build, 'InformationRequirement', 'requiredDecision', requiredDecisions)],
    knowledgeRequirement: requirements(build, 'KnowledgeRequirement', 'requiredKnowledge', requiredKnowledge),
    authorityRequirement: requirements(build, 'AuthorityRequirement', 'requiredAuthority', requiredAuthorities),
    decisionLogic: logic === null ? undefined : writeExpression(build, logic),
  });
}

function writeKnowledgeModel(build: Build, knowledge: DmnKnowledgeModel): ModdleElement {
  const { variable, requiredKnowledge, requiredAuthorities, logic, ...properties } = knowledge;
  return build('BusinessKnowledgeModel', {
    ...properties,
    variable: writeVariable(build, variable),
    encapsulatedLogic: logic === null ? undefined : writeExpression(build, logic),
    knowledgeRequirement: requirements(build, 'KnowledgeRequirement', 'requiredKnowledge', requiredKnowledge),
    authorityRequirement: requirements(build, 'AuthorityRequirement', 'requiredAuthority', requiredAuthorities),
  });
}

function writeDecisionService(build: Build, service: DmnDecisionService): ModdleElement {
  const { variable, outputDecisions, encapsulatedDecisions, inputDecisions, inputData, ...properties } = service;
  const references = (hrefs: readonly string[]): readonly ModdleElement[] => hrefs.map((href) => reference(build, href));
  return build('DecisionService', {
    ...properties,
    variable: writeVariable(build, variable),
    outputDecision: references(outputDecisions),
    encapsulatedDecision: references(encapsulatedDecisions),
    inputDecision: references(inputDecisions),
    inputData: references(inputData),
  });
}

function writeKnowledgeSource(build: Build, source: DmnKnowledgeSource): ModdleElement {
  const { requiredAuthorities, ...properties } = source;
  return build('KnowledgeSource', { ...properties, authorityRequirement: requirements(build, 'AuthorityRequirement', 'requiredAuthority', requiredAuthorities) });
}
