import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { PATIENT, scenarioWith } from '../server/sharing/support.ts';

/**
 * Data of one unit in a scenario of another, as the people do it: the applicant asks, the platform checks, the owner
 * gives less than was asked for, the scenario runs, the auditor and the citizen see it, the owner takes it back.
 */
let studio: BuiltStudio;
const people = new Map<string, Visit>();

const who = (name: string): Visit => {
  const found = people.get(name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};

const send = <Body>(name: string, method: string, path: string, body?: unknown) => studio.ask<Body>(who(name), method, path, body);

const MEMBERS = [['ada', '申请人（化名）', 'designer', 'traffic', '交通局（虚构）'], ['otto', '卫健经办（化名）', 'designer', 'health', '卫健委（虚构）'], ['wang', '王女士（化名）', 'user', 'people', '市民']] as const;

beforeAll(async () => {
  studio = await startBuiltStudio('sharing');
  for (const name of ['root', 'ada', 'otto', 'wang']) people.set(name, await visit(studio.browser, { viewport: name === 'wang' ? { width: 390, height: 844 } : { width: 1440, height: 900 } }));
  for (const { page } of people.values()) page.setDefaultTimeout(20_000);
  await studio.setUp(who('root'), '数据主管（化名）');
  for (const [login, name, role, id, unit] of MEMBERS) {
    await send('root', 'POST', '/api/users', { login, name, password: PASSWORD, role, duties: [], unit: { id, name: unit } });
    await send(login, 'POST', '/api/login', { login, password: PASSWORD });
  }
  await send('otto', 'PUT', '/api/datasets', { definition: { ...PATIENT, entry: { description: '参保病人的基本情况', basis: '浙江省公共数据条例', rhythm: 'monthly', opening: 'closed', contact: '卫健委数据处（虚构）' } } });
  for (let i = 0; i < 6; i += 1) await send('otto', 'POST', '/api/datasets/rows', { dataset: 'health/patient', data: { pid: `P-${i}`, name: `张小${i}`, phone: `1380000000${i}`, county: '富阳', cost: i, diagnosis: 'x' } });
  const scenario = scenarioWith('drivers', { where: 'row.pid = ask.pid', fields: ['pid', 'name'], one: true }, ['pid', 'name']);
  await send('ada', 'POST', '/api/scenarios', { scenario: { ...scenario, title: '驾驶人核对' } });
  await send('ada', 'POST', '/api/scenarios/drivers/publish', { note: '', baseVersion: 1 });
});

afterAll(() => studio.close());

const start = (key: string) => send<{ id: string }>('wang', 'POST', '/api/portal/apps/drivers/runs', { clientKey: `key-drivers-${key}`, input: { pid: 'P-3' } });
let lastRun = '';
const found = async (key: string) => {
  const { id } = await start(key);
  lastRun = id;
  const trace = await send<{ nodes: Record<string, { output?: { row?: { name?: string } }; error?: { code: string } }> }>('ada', 'GET', `/api/runs/${id}`);
  return trace.nodes['found']?.output?.row?.name ?? trace.nodes['found']?.error?.code;
};

describe('sharing data between units', () => {
  it('stops a scenario that has no grant, and shows the applicant where to ask', async () => {
    expect(await found('before')).toBe('SCN_GRANT_NEEDED');
    const { page } = who('ada');
    await page.goto(`${studio.url}/studio/catalogue`);
    await page.getByRole('heading', { name: '病人' }).waitFor();
    await page.getByRole('cell', { name: '受限共享' }).first().waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(who('ada').page, 'catalogue');
    await page.getByPlaceholder('搜名称、列名、关键词').fill('没有这样的');
    await page.getByText('没有符合的数据集').waitFor();
    await page.getByRole('button', { name: '清除筛选' }).click();
  });

  it('lets the owner say what the data are, on which ground they are shared, and nobody else', async () => {
    const { page } = who('otto');
    await page.goto(`${studio.url}/studio/catalogue?dataset=health/patient`);
    await page.getByRole('button', { name: '改说明' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '说明' }).fill('参保病人的基本情况，每月更新');
    await shot(who('otto').page, 'entry');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('参保病人的基本情况，每月更新').waitFor();
    expect(await who('ada').page.getByRole('button', { name: '改说明' }).count()).toBe(0);
  });

  it('takes an application, and says what is missing while everything typed stays', async () => {
    const { page } = who('ada');
    await page.getByRole('button', { name: '申请使用' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '提交' }).click();
    await dialog.getByText('请选场景；授权只对它有效').waitFor();
    await dialog.getByRole('combobox', { name: '用于哪个场景' }).fill('驾驶人');
    await page.getByRole('option', { name: /驾驶人核对/ }).click();
    for (const name of ['pid', 'name', 'county']) await dialog.getByRole('checkbox', { name, exact: true }).check({ force: true });
    await dialog.getByRole('textbox', { name: '用途' }).fill('核对驾驶人健康状况');
    await dialog.getByRole('textbox', { name: '法律依据' }).fill('道路交通安全法第十九条');
    await shot(who('ada').page, 'apply');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '提交' }).click();
    await page.waitForURL(/grants\?id=/);
    await page.getByText('平台初审').first().waitFor();
    await page.getByText(/场景现在没有用到这些列：county/).waitFor();
    expect(await axe(page)).toEqual([]);
  });

  it('is checked by the platform and decided by the owner, who gives less', async () => {
    const { page: platform } = who('root');
    await platform.goto(`${studio.url}/studio/grants?list=inbox`);
    await platform.getByRole('link', { name: '病人' }).click();
    await platform.getByRole('button', { name: '转提供单位' }).click();
    await platform.getByText('待提供单位决定').first().waitFor();
    const { page: owner } = who('otto');
    let answer = (): void => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await owner.route('**/api/grants?*', async (route) => { await held; await route.continue(); }, { times: 1 });
    await owner.goto(`${studio.url}/studio/grants?list=inbox`);
    await owner.getByRole('tabpanel').locator('.ui-skeleton').first().waitFor();
    await shot(owner, 'inbox-loading');
    answer();
    await owner.getByText(/还有 5 个工作日|还有 4 个工作日/).first().waitFor();
    await shot(who('otto').page, 'inbox');
    expect(await axe(owner)).toEqual([]);
    await owner.getByRole('link', { name: '病人' }).click();
    await owner.getByRole('button', { name: '同意', exact: true }).click();
    const dialog = owner.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: 'county', exact: true }).uncheck({ force: true });
    await shot(who('otto').page, 'decide');
    await dialog.getByRole('button', { name: '同意', exact: true }).click();
    await owner.getByText('授权中').first().waitFor();
    await shot(who('otto').page, 'grant');
    expect(await axe(owner)).toEqual([]);
    expect(await found('granted')).toBe('张**');
    const { page: applicant } = who('ada');
    await applicant.goto(`${studio.url}/studio/s/drivers/runs/${lastRun}`);
    await applicant.getByText('查病人').first().click();
    await applicant.getByText('依据的授权').waitFor();
    await shot(who('ada').page, 'lineage');
    expect(await axe(applicant)).toEqual([]);
    await applicant.getByRole('link', { name: 'health/patient' }).last().click();
    await applicant.getByText('授权中').first().waitFor();
  });

  it('says by which limits it is counted, and lets an administrator put in others with their source', async () => {
    const { page } = who('root');
    await page.goto(`${studio.url}/studio/grants`);
    await page.getByRole('button', { name: '期限和最小分组' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '答复异议（工作日）', exact: true }).fill('0');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('请填 1 到 365 的整数').waitFor();
    await dialog.getByRole('textbox', { name: '答复异议（工作日）', exact: true }).fill('7');
    await dialog.getByRole('textbox', { name: '“答复异议（工作日）”的出处' }).fill('本省规定（示例）');
    await shot(page, 'limits');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存，从下一步起按新的算').waitFor();
    expect((await send<{ objection: object }>('otto', 'GET', '/api/sharing/settings')).objection).toEqual({ days: 7, source: '本省规定（示例）' });
  });

  it('tells the auditor and the citizen who read what, and why', async () => {
    const { page } = who('root');
    await page.goto(`${studio.url}/studio/members`);
    await page.getByRole('button', { name: '王女士（化名） 的账号操作' }).click();
    await page.getByRole('menuitem', { name: '确认本人编号' }).click();
    await page.getByRole('textbox', { name: '编号' }).fill('P-3');
    await shot(page, 'subjects');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByText('已确认 王女士（化名） 的 1 个编号').waitFor();
    await page.goto(`${studio.url}/studio/who-read`);
    await page.getByRole('textbox', { name: '人的编号' }).fill('P-3');
    await page.getByRole('button', { name: '查', exact: true }).click();
    await page.getByRole('cell', { name: '核对驾驶人健康状况', exact: true }).waitFor();
    await shot(who('root').page, 'who-read');
    expect(await axe(page)).toEqual([]);
    const { page: citizen } = who('wang');
    await citizen.goto(`${studio.url}/portal/my-data`);
    await citizen.getByRole('heading', { name: '我的数据被谁用过' }).waitFor();
    await citizen.getByText('驾驶人核对').first().waitFor();
    await citizen.getByRole('button', { name: /觉得不对/ }).first().click();
    await shot(who('wang').page, 'my-data');
    expect([await axe(citizen), await overflowsSideways(citizen)]).toEqual([[], false]);
  });

  it('is objected to by the citizen, who gets an answer from the unit whose data they are, and may ask once more', async () => {
    const { page: citizen } = who('wang');
    await citizen.getByRole('radio', { name: '这次不应该用我的数据' }).waitFor();
    await citizen.getByRole('button', { name: '提交异议' }).click();
    await citizen.getByText('请至少写 5 个字').waitFor();
    await citizen.getByRole('textbox', { name: '有什么不对？' }).fill('我没有请交通局核对健康状况');
    await citizen.getByRole('button', { name: '提交异议' }).click();
    await citizen.getByText('异议已收到，编号').waitFor();
    await citizen.getByRole('heading', { name: '我的异议' }).waitFor();
    await citizen.getByText('已收到', { exact: true }).first().waitFor();
    await shot(citizen, 'my-objection');
    expect([await axe(citizen), await overflowsSideways(citizen)]).toEqual([[], false]);
    const { page: owner } = who('otto');
    const before = owner.url();
    await owner.goto(`${studio.url}/studio/objections`);
    await owner.getByRole('cell', { name: '待受理' }).waitFor();
    await shot(owner, 'objections');
    expect(await axe(owner)).toEqual([]);
    await owner.getByRole('link', { name: '病人' }).click();
    await owner.getByText('我没有请交通局核对健康状况').waitFor();
    await owner.getByRole('button', { name: '受理', exact: true }).click();
    await owner.getByText('核实中').first().waitFor();
    await owner.getByRole('button', { name: '答复', exact: true }).click();
    const dialog = owner.getByRole('dialog');
    await dialog.getByRole('button', { name: '答复', exact: true }).click();
    await dialog.getByText('请选结果').waitFor();
    await dialog.getByRole('button', { name: /结果/ }).click();
    await owner.getByRole('option', { name: '成立：记入授权，责成改正' }).click();
    await dialog.getByRole('textbox', { name: '给提出人的答复' }).fill('经核实，本次使用依据不充分，已记入授权并责成改正。');
    await shot(owner, 'objection-answer');
    expect(await axe(owner)).toEqual([]);
    await dialog.getByRole('button', { name: '答复', exact: true }).click();
    await owner.getByText('已答复', { exact: true }).first().waitFor();
    await shot(owner, 'objection');
    await owner.setViewportSize({ width: 390, height: 844 });
    await shot(owner, 'objection-phone');
    expect([await axe(owner), await overflowsSideways(owner)]).toEqual([[], false]);
    await owner.setViewportSize({ width: 1440, height: 900 });
    await citizen.reload();
    await citizen.getByText('经核实，本次使用依据不充分，已记入授权并责成改正。').waitFor();
    await citizen.getByRole('button', { name: /不服，申请复核/ }).click();
    await citizen.getByRole('textbox', { name: '为什么不服这个答复？' }).fill('应当停止使用');
    await shot(citizen, 'my-objection-answer');
    await citizen.getByRole('button', { name: '提交复核申请' }).click();
    await citizen.getByText('复核中', { exact: true }).first().waitFor();
    expect([await axe(citizen), await overflowsSideways(citizen)]).toEqual([[], false]);
    await owner.goto(before);
    await owner.getByText('异议成立，责成改正').waitFor();
  });

  it('is revoked while a page is open: the next read is refused, the page says how it stands', async () => {
    const { page } = who('otto');
    await page.getByRole('button', { name: '撤销授权' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '撤销授权' }).click();
    await dialog.getByText('请写一句理由').waitFor();
    await dialog.getByRole('textbox', { name: '理由' }).fill('用途与申请不符');
    await dialog.getByRole('button', { name: '撤销授权' }).click();
    await page.getByText('已撤销').first().waitFor();
    expect(await found('after')).toBe('SCN_GRANT_OVER');
    const { page: applicant } = who('ada');
    await applicant.setViewportSize({ width: 390, height: 844 });
    await applicant.reload();
    await applicant.getByText('用途与申请不符').waitFor();
    await shot(who('ada').page, 'revoked-phone');
    expect([await axe(applicant), await overflowsSideways(applicant)]).toEqual([[], false]);
    for (const { misdeeds } of people.values()) expect(misdeeds).toEqual({ violations: [], errors: [] });
  });
});
