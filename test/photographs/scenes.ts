import type { Page } from 'playwright-core';
import { describe, fail } from '../../server/errors.ts';

export type Person = 'root' | 'clerk' | 'resident' | 'themed' | 'owner' | 'nobody';

export interface Scene {
  readonly name: string;
  readonly as: Person;
  /** `{name}` is what the house found under that name; a scene whose name was not found is left out and said. */
  readonly path: string;
  /** Before the page is asked for: what the network does. */
  readonly before?: (page: Page) => Promise<unknown>;
  /** Brings the page into its state; labels are Chinese and English. */
  readonly act?: (page: Page) => Promise<unknown>;
  /** Long pages are photographed whole, pages that scroll within themselves as they are seen. */
  readonly whole?: boolean;
}

const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const never = (path: string | RegExp) => (page: Page) => page.route(path, () => undefined);
/** What the server says when it fails, in the language it was asked in. */
const broken = (path: string | RegExp) => (page: Page) => page.route(path, async (route) => {
  const problem = describe(fail('SCN_API_INTERNAL', { requestId: 'r-1' }), (await page.locator('html').getAttribute('lang')) === 'en' ? 'en' : 'zh-CN');
  await route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'SCN_API_INTERNAL', status: 500, code: 'SCN_API_INTERNAL', requestId: 'r-1', ...problem }) });
});
/** Grey bars have given way to what they stood for. */
const loaded = async (page: Page) => { await page.locator('.ui-skeleton').first().waitFor({ state: 'detached' }); };
/** A list that is refused is asked for three times before the page says so. */
const said = (page: Page) => page.getByRole('alert').first().waitFor();
const cut = (path: string) => (page: Page) => page.route(path, (route) => route.abort());

/** The start page as a server sends it that could not draw it: it asks for its lists itself. */
const undrawn = (then: (page: Page) => Promise<unknown>) => async (page: Page) => {
  await page.route(/\/portal\/$/, (route) => route.continue({ url: `${route.request().url()}notices` }));
  await then(page);
};

/** The template that everybody knows. */
const template = (page: Page) => page.locator('.home-template').filter({ hasText: /浙江 ?e行|浙江 e 行在线|[Ee]-bike/ }).first().click();

const portal = (name: string, as: Person, path: string, more: Partial<Scene> = {}): Scene => ({ name: `portal ${name}`, as, path: `/portal${path}`, whole: true, ...more });
const studio = (name: string, path: string, more: Partial<Scene> = {}): Scene => ({ name: `studio ${name}`, as: 'root', path: `/studio${path}`, ...more });

const PORTAL: readonly Scene[] = [
  portal('start', 'clerk', '/'),
  portal('start of a resident', 'resident', '/'),
  portal('start in the look of a space', 'themed', '/'),
  portal('start, loading', 'clerk', '/', { before: undrawn(never('**/api/portal/apps')) }),
  portal('start, list broken', 'clerk', '/', { before: undrawn(broken('**/api/portal/apps')), act: said }),
  portal('start, no network', 'clerk', '/', { before: undrawn(cut('**/api/me')) }),
  portal('start, nothing found', 'clerk', '/', { act: async (page) => { await page.getByRole('searchbox').first().fill('zzzz'); await page.keyboard.press('Enter'); } }),
  portal('menu of the person', 'clerk', '/', { act: press(/打开个人菜单|open your menu/) }),
  portal('form of a doctor', 'clerk', '/apps/exam-recognition'),
  portal('form of a doctor, mistakes', 'clerk', '/apps/exam-recognition', { act: press(/下一步|^Next/) }),
  portal('form of a resident', 'clerk', '/apps/ebike-safety'),
  portal('form of a resident, mistakes', 'clerk', '/apps/ebike-safety', { act: press(/下一步|继续|^Next|[Cc]ontinue/) }),
  portal('form of a grid', 'clerk', '/apps/grassroots-141'),
  portal('form of every kind', 'clerk', '/apps/every-kind'),
  portal('form of every kind, mistakes', 'clerk', '/apps/every-kind', { act: press(/下一步|^Next/) }),
  portal('start, one kind of app', 'clerk', '/', { act: press(/^社区|^[Cc]ommunity/) }),
  portal('form of suggestions', 'resident', '/apps/citizen-suggestions'),
  portal('form that is gone', 'clerk', '/apps/none'),
  portal('inbox', 'clerk', '/tasks'),
  portal('inbox, empty', 'resident', '/tasks'),
  portal('inbox, chosen', 'clerk', '/tasks', { act: async (page) => {
    const several = page.getByRole('button', { name: /多选|[Ss]elect several|Pick several/ });
    if (await several.isVisible()) await several.click();
    for (const box of (await page.getByRole('checkbox', { name: /^选“|^Select “/ }).all()).slice(0, 3)) await box.check();
  } }),
  portal('inbox, loading', 'clerk', '/tasks', { before: never('**/api/portal/tasks?*') }),
  portal('inbox, broken', 'clerk', '/tasks', { before: broken('**/api/portal/tasks?*'), act: said }),
  portal('task', 'clerk', '/tasks/{task}'),
  portal('another task', 'clerk', '/tasks/{other}'),
  portal('mine', 'clerk', '/mine'),
  portal('mine, empty', 'resident', '/mine'),
  portal('result', 'clerk', '/runs/{done}'),
  portal('progress', 'clerk', '/runs/{waits}'),
  portal('stopped', 'clerk', '/runs/{stopped}'),
  portal('result, objected to', 'clerk', '/runs/{done}', { act: (page) => page.getByRole('main').getByText(/^(提出异议|Object)$/).click() }),
  portal('result of others', 'resident', '/runs/{done}'),
  portal('document', 'clerk', '/runs/{paperRun}/documents/{paper}'),
  portal('board of exams', 'clerk', '/apps/exam-recognition/pages/board'),
  portal('board of the grid', 'clerk', '/apps/grassroots-141/pages/board'),
  portal('list of the grid', 'clerk', '/apps/grassroots-141/pages/desk'),
  portal('messages', 'clerk', '/notices'),
  portal('messages, empty', 'resident', '/notices'),
  portal('message settings', 'clerk', '/notices/settings'),
  portal('who used my data', 'clerk', '/my-data'),
  portal('away', 'clerk', '/away'),
  portal('feedback', 'clerk', '/feedback'),
  portal('feedback on an app', 'clerk', '/feedback/exam-recognition'),
  portal('no such page', 'clerk', '/nothing/here'),
  portal('log-in', 'nobody', '/'),
  portal('log-in in the look of a space', 'nobody', '/?space=fy'),
  portal('log-in, left empty', 'nobody', '/', { act: press(/^登录|^Log in/) }),
  portal('open form', 'nobody', '/open/citizen-suggestions'),
  portal('open form, mistakes', 'nobody', '/open/citizen-suggestions', { act: press(/下一步|继续|^Next|[Cc]ontinue/) }),
  portal('open form, checked', 'nobody', '/open/citizen-suggestions', { act: async (page) => {
    await page.getByRole('combobox').first().selectOption({ index: 1 });
    await page.locator('textarea').first().fill('3 号楼楼道里常有人给电动车充电，建议装一个充电棚。');
    await press(/下一步|^Next/)(page);
    await page.getByRole('heading', { level: 1, name: /核对|[Cc]heck/ }).waitFor();
  } }),
  portal('embedded form', 'nobody', '/embed/citizen-suggestions'),
  portal('open form that is closed', 'nobody', '/open/exam-recognition'),
  portal('receipt', 'nobody', '/receipt'),
  portal('verify', 'nobody', '/verify'),
];

const EXAM = '/s/exam-recognition';

/** An entry of a menu of the page. */
const pick = (menu: RegExp, name: RegExp) => async (page: Page) => {
  await press(menu)(page);
  await page.getByRole('menuitem', { name }).click();
};
const RULES = /^规则和检查|^Rules and checks/;
const PAST = /^记录|^History/;
const DATASET_TOOLS = [
  ['row', press(/^加一行|^Add a row/)], ['import', press(/^导入$|^Import$/)], ['rules', press(RULES)], ['imports', pick(PAST, /^导入记录|^Imports/)], ['computed columns', pick(RULES, /^计算列|^Computed columns/)],
  ['totals', pick(RULES, /^总量约束|^Totals/)], ['quality checks', pick(RULES, /^质量检查|^Quality checks/)], ['deleted rows', pick(PAST, /^删掉的行|^Deleted rows/)],
] as const;
const asked = (name: RegExp) => async (page: Page) => {
  const main = page.getByRole('main');
  await main.getByRole('textbox').first().fill('P-01');
  await main.getByRole('button', { name }).first().click();
  await loaded(page);
};
/** A sub-flow of the flow switcher, and what its menu offers. */
const subFlow = (name: RegExp) => async (page: Page) => {
  await page.locator('.flow-switcher button').click();
  await page.getByRole('option').nth(1).click();
  await page.locator('.flow-crumbs > button, .flow-crumbs > span > button').last().click();
  await page.getByRole('menuitem', { name }).click();
};

const STUDIO: readonly Scene[] = [
  studio('log-in', '/login', { as: 'nobody' }),
  studio('recover', '/recover#token=none', { as: 'nobody' }),
  studio('home', '/'),
  studio('home, loading', '/', { before: never('**/api/scenarios') }),
  studio('home, broken', '/', { before: broken('**/api/scenarios') }),
  studio('home, comments broken', '/', { before: broken('**/api/feedback?*'), act: said }),
  studio('home of a resident', '/', { as: 'resident' }),
  studio('new scenario', '/', { act: press(/新建场景|New scenario/) }),
  studio('search', '/', { act: async (page) => { await page.keyboard.press('Control+k'); await page.getByRole('combobox').fill('s'); await page.getByRole('option').first().waitFor(); } }),
  studio('search, nothing typed', '/', { act: press(/^查找|^Search/) }),
  studio('help', '/', { act: press(/^帮助|^Help/) }),
  studio('template', '/', { act: async (page) => { await template(page); await loaded(page); } }),
  studio('template, loading', '/', { before: never(/\/api\/templates\/./), act: template }),
  studio('template, broken', '/', { before: broken(/\/api\/templates\/./), act: async (page) => { await template(page); await said(page); } }),
  studio('template, tried', '/', { act: async (page) => { await template(page); await page.getByRole('tab').nth(1).click(); await loaded(page); } }),
  studio('import of a scenario', '/', { act: press(/^导入|^Import/) }),
  ...['datasets', 'catalogue', 'grants', 'objections', 'who-read', 'retention', 'erasure', 'members', 'organisation', 'keys', 'plugins', 'connections', 'audit', 'sign-in', 'shortcuts', 'account'].map((page) => studio(page, `/${page}`)),
  ...DATASET_TOOLS.map(([name, act]) => studio(`datasets, ${name}`, '/datasets', { act })),
  studio('new dataset', '/datasets', { act: press(/^新建数据集|^New dataset/) }),
  studio('erasure of a person', '/erasure', { act: asked(/^查找|^Find|^Search/) }),
  studio('who-read of a person', '/who-read', { act: asked(/^查$|^查找|^Find|^Look|^Search/) }),
  studio('retention rule', '/retention', { act: press(/^规定|^改|^Set|^Change/) }),
  studio('plugin, approval', '/plugins', { act: press(/^查看并批准|^Look and approve/) }),
  studio('import cut', '/datasets?dataset=lab%2Fbikes'),
  studio('import cut, its records', '/datasets?dataset=lab%2Fbikes', { act: pick(PAST, /^导入记录|^Imports/) }),
  studio('grants, limits', '/grants', { act: press(/^期限和最小分组|^Limits|[Ss]mallest group/) }),
  studio('grants, all', '/grants?list=all'),
  studio('a grant', '/grants?list=all', { act: async (page) => { await page.getByRole('table').getByRole('link').last().click(); await page.waitForURL(/grants\?id=/); await loaded(page); } }),
  studio('grants of an owner', '/grants?list=inbox', { as: 'owner' }),
  studio('catalogue of an owner', '/catalogue?dataset=health%2Fpatient', { as: 'owner' }),
  studio('choices in a form', '/s/every-kind/form/main/ask', { act: async (page) => { await page.locator('.field-card', { has: page.locator('.sketch-choices[data-many=true]') }).click(); } }),
  studio('new key', '/keys', { act: press(/^新建密钥|^New key/) }),
  studio('directory key', '/keys', { act: press(/SCIM/) }),
  studio('new connection', '/connections', { act: press(/^加连接|^Add a? ?connection/) }),
  studio('portal look', '/organisation', { act: press(/富阳区（示例）的门户外观|Portal look of 富阳区/) }),
  studio('portal look of the house', '/organisation', { act: press(/门户外观|Portal look of/) }),
  studio('new member', '/members', { act: press(/加成员|Add a? ?member/) }),
  studio('no such page', '/nothing'),
  ...['canvas', 'json', 'forms', 'data', 'pages', 'cases', 'versions', 'runs', 'feedback', 'operate', 'settings'].map((tab) => studio(`scenario ${tab}`, `${EXAM}/${tab}`)),
  studio('scenario runs, stopped', '/s/public-data/runs/{stopped}'),
  studio('scenario operate, stopped', '/s/public-data/operate'),
  studio('scenario versions, changed', '/s/every-kind/versions'),
  studio('scenario versions, changed, as a list', '/s/every-kind/versions', { act: (page) => page.getByRole('radio', { name: /^清单|^List/ }).click() }),
  studio('scenario test run', `${EXAM}/canvas`, { act: async (page) => {
    await page.locator('.react-flow__node').first().waitFor();
    await press(/试运行|Test run/)(page);
    await page.getByRole('dialog').waitFor();
    await loaded(page);
  } }),
  studio('scenario table', `${EXAM}/table/main/judged`),
  studio('scenario form', `${EXAM}/form/main/order`),
  studio('scenario node', `${EXAM}/canvas`, { act: async (page) => { await page.locator('.react-flow__node').nth(4).click({ force: true }); await loaded(page); } }),
  studio('scenario publish', `${EXAM}/canvas`, { act: press(/^发布|^Publish/) }),
  studio('scenario search', `${EXAM}/canvas`, { act: async (page) => { await page.keyboard.press('Control+k'); await page.getByRole('option').first().waitFor(); } }),
  studio('scenario quick-add', `${EXAM}/canvas`, { act: async (page) => { await page.locator('.react-flow__node').first().waitFor(); await page.keyboard.press('/'); } }),
  studio('sub-flow renamed', '/s/grassroots-141/canvas', { act: subFlow(/^改名|^Rename/) }),
  studio('sub-flow deleted', '/s/grassroots-141/canvas', { act: subFlow(/^删除|^Delete/) }),
  studio('large scenario', '/s/grassroots-141/canvas'),
  studio('scenario that is gone', '/s/none/canvas'),
];

export const SCENES: readonly Scene[] = [...PORTAL, ...STUDIO];
