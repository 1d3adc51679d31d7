import type { LocalText } from '../../../../runtime/schema/text.ts';

/** Something to read about, by the tab it belongs to. */
export interface HelpTopic {
  readonly id: string;
  readonly title: LocalText;
  readonly lines: readonly LocalText[];
  /** Topics that go on from here. */
  readonly more?: readonly string[];
}

const w = (zh: string, en: string): LocalText => ({ 'zh-CN': zh, en });

export const HELP_TOPICS: readonly HelpTopic[] = [
  { id: 'canvas', title: w('画布：画流程', 'Canvas: draw the flow'), more: ['node', 'cases', 'publish'], lines: [
    w('一个场景从起点开始，一步步走到结果页。按 / 加节点，输入名称、拼音首字母（jcb 就是决策表）或英文都能找到。', 'A scenario begins at a start and goes step by step to a result page. Press / to add a node; its name, pinyin initials or English all find it.'),
    w('从节点下边的圆点拖到另一个节点就连上了；拖到空处会列出接得上的节点。把节点拖到连线上就插进去。', 'Drag from the ring below a node to another one to connect them; dropped on blank it lists what fits. Drop a node on an edge to insert it.'),
    w('红色角标是错误，不改不能发布；黄色是提醒。按 F8 到下一个问题，每条都说怎么改。', 'A red badge is an error and blocks publishing; an amber one is a warning. F8 goes to the next problem; each says how to mend it.'),
    w('“试运行”用真实的规则走一遍，不写数据；走过的线变绿，节点和线上显示值。', 'A test run goes through with the real rules and writes nothing; the way it took turns green, and values show on nodes and edges.'),
  ] },
  { id: 'node', title: w('节点的面板', 'The panel of a node'), more: ['formula'], lines: [
    w('选中节点，右边就是它的设置。带 { } 的格可以写公式，点 { } 从列表里挑字段，能看到类型和上次试运行的值。', 'Select a node and its settings stand at the right. Fields with { } take formulas; press { } to choose a value from a list with types and the values of the last test run.'),
    w('“输入输出”页签看这一步读到什么、给出什么；“说明”页签讲这类节点怎么用。', 'The tab of inputs and outputs shows what the step read and gave; the help tab tells how nodes of this type are used.'),
    w('给节点改名时，公式、文字、文书里用到它的地方一起改，改之前先列出来。', 'Renaming a node carries into formulas, texts and documents that use it, and lists them first.'),
  ] },
  { id: 'formula', title: w('公式怎么写', 'Writing formulas'), more: ['table'], lines: [
    w('公式用 FEEL：步骤.字段 读值，例如 order.amount > 1000；文字用双引号，日期写 date("2026-01-20")。', 'Formulas are FEEL: step.field reads a value, as in order.amount > 1000; texts stand in double quotes, a day is date("2026-01-20").'),
    w('缺的值不会变成“是”：条件里有空值就不成立，决策表会停下并说缺哪一项。', 'A missing value never becomes yes: a condition with one does not hold, and a table stops and says what is missing.'),
    w('公式下面有一句大白话的读法；写错了会标出位置，能自动改的给一个按钮。', 'Below a formula stands what it says in plain words; mistakes are marked, and what can be mended has a button.'),
  ] },
  { id: 'table', title: w('决策表', 'Decision tables'), more: ['formula', 'cases'], lines: [
    w('每行一条规则，从上到下看；“首条命中”用第一条成立的。“–”表示这一列不管是什么都行。', 'Each row is a rule, read from the top; with first hit the first that holds is used. A dash means anything.'),
    w('可以从 Excel 或 WPS 粘贴，会先预览并指出哪格看不懂。', 'Paste from Excel or WPS; a preview shows which cells are not understood.'),
    w('漏掉的情况、互相打架的和永远用不上的规则都会标出来，各给一个例子。', 'Cases nobody thought of, rules that contradict each other and rules never reached are marked, each with an example.'),
  ] },
  { id: 'data', title: w('数据', 'Data'), more: ['pages'], lines: [
    w('场景自己的数据集放它写下的记录；别的单位的数据先在数据目录里申请，批下来才能读，按批准的字段和期限。', 'Datasets of the scenario hold what it records; data of others are asked for in the catalogue and read as far and as long as was granted.'),
    w('导入 CSV 或 XLSX 会逐行检查，错在哪一格写得清清楚楚；导错了可以整批撤销。', 'Imports of CSV or XLSX are checked row by row and say which cell is wrong; a wrong import is undone as a whole.'),
    w('涉及个人的数据集写明“是谁的数据”，每次读取都会记下来。', 'A dataset about persons says whose data it is, and each reading is on record.'),
  ] },
  { id: 'forms', title: w('表单', 'Forms'), lines: [
    w('拖一个字段进来，或按 / 输入名称；点文字就能改。右边的手机预览可以直接填。', 'Drag a field in, or press / and type; click words to change them. The phone preview can be filled in.'),
    w('每个字段都要有一句出错时的提示，说清楚哪里不对、怎么改。', 'Each field needs a sentence for mistakes: what is wrong and how to mend it.'),
    w('条件写在字段上方，读起来是一句话；跨字段的检查在表单的设置里。', 'Conditions stand above the field as a sentence; checks across fields are in the settings of the form.'),
  ] },
  { id: 'pages', title: w('页面和文书', 'Pages and documents'), more: ['data'], lines: [
    w('页面给人在屏幕上看：列表、看板、日历、地图、图表，一块一块加，中间是实时预览。', 'Pages are looked at on a screen: lists, boards, calendars, maps and charts, block by block, with a live preview in the middle.'),
    w('文书是办件打出来的纸：告知书、凭证、回执。文字里用 {步骤.字段} 放入值；二维码不填内容就是核验真伪的地址。', 'Documents are what a run gives on paper: notices, certificates, receipts. Words take {step.field}; a QR code without contents leads to where the document is verified.'),
    w('办事人在结果页和“我提交的”里打印或下载 PDF、DOCX，经办在任务里也能拿到；谁能拿、什么时候能拿在文书的属性里选。', 'People print it or take it as PDF or DOCX from the result and their matters, clerks from the task; who gets it and when is a property of the document.'),
  ] },
  { id: 'cases', title: w('用例', 'Cases'), more: ['publish'], lines: [
    w('用例是“这样填，应该得到这样的结果”。每次保存都会跑一遍，有不通过的不能发布。', 'A case says: with these answers this must come out. They run on each save, and one that fails blocks publishing.'),
    w('试运行或过去的办件点一下就能存成用例；画布上能看到哪些节点、线和规则还没有用例走到。', 'A test run or a past run becomes a case with one click; the canvas shows which nodes, edges and rules no case reaches.'),
  ] },
  { id: 'publish', title: w('发布和版本', 'Publishing and versions'), more: ['runs'], lines: [
    w('没有错误、用例都通过，才能发布；没有发布权限的送审，审的人可以在节点上留意见。', 'Without errors and with all cases passed it can be published; who may not publish asks for review, and reviewers comment on nodes.'),
    w('在办的件一直用开始时的那一版；新版只管新来的。发布可以定时，也可以退回上一版。', 'Runs stay with the release they began with; a new one is for new runs. Publishing can be scheduled and rolled back.'),
  ] },
  { id: 'runs', title: w('运行和运维', 'Runs and operation'), lines: [
    w('每件事走到哪一步、为什么这样判、谁看过，都能查。停下的件写明原因，可以重试、跳过或改了再走。', 'Each run tells where it is, why it was decided so and who looked at it. A run that stopped says why; it is tried again, skipped or mended.'),
    w('“调试这次办件”把当时的情况拷进试运行，个人信息会先去掉。', 'Debugging a past run copies it into a test run, without personal data.'),
  ] },
  { id: 'settings', title: w('设置', 'Settings'), lines: [
    w('参数放会变的数字，写上从哪天起生效和依据；改参数不用改规则。', 'Parameters hold figures that change, with the day from which they hold and their legal basis; rules stay as they are.'),
    w('角色说谁做什么，选项表放各处共用的选项，依据列出法规，文字在这里补齐两种语言。', 'Roles say who does what, lists hold choices used in several places, legal bases the law; texts get both languages here.'),
  ] },
  { id: 'json', title: w('JSON', 'JSON'), lines: [
    w('整个场景就是这一个文件，和画布两边同步。可以复制到别的场景，也可以放进版本库。', 'The whole scenario is this one file, in step with the canvas. It can be copied into another scenario or kept in a repository.'),
  ] },
  { id: 'studio', title: w('工坊：从哪里开始', 'The studio: where to begin'), more: ['canvas', 'publish'], lines: [
    w('“我的场景”列出能改的场景：停了几件、近 7 天办了多少、谁在改。点名字打开画布；从模板开始可以先看、先试填。', 'My scenarios lists those you may change: what stopped, how much was done in seven days, who edits. A name opens its canvas; a template can be looked at and tried first.'),
    w('⌘K 或 Ctrl K 在每一页都能用：按名字或拼音首字母找页面和场景，新建场景，换语言和深浅色。', '⌘K or Ctrl K works on every page: find pages and scenarios by name, begin a new one, change language and theme.'),
    w('场景发布之后，办事人在办事端用它；群众的意见在场景的“运维”里回。', 'Once a scenario is published, people use it in the portal; their feedback is answered under Operate.'),
  ] },
  { id: 'people', title: w('成员、组织和登录', 'Members, organisation and sign-in'), lines: [
    w('组织是单位的树，单位可以有自己的门户外观。成员属于单位，角色和岗位说他能做什么；一个人可以属于几个单位。', 'The organisation is a tree of units, each of which may have its own portal look. Members belong to units; roles and duties say what they may do, and one person may belong to several.'),
    w('登录设置里开单点登录、要求两步验证。API 密钥给别的系统用，只有列出的范围，到期就停。', 'Sign-in switches single sign-on and the second step on. API keys are for other systems: only the scopes listed, and only until they expire.'),
  ] },
  { id: 'privacy', title: w('审计和个人信息', 'Audit and personal data'), more: ['data'], lines: [
    w('每次读到个人信息都记在“谁看过”；审计记下每个改动，改不掉，能验出被动过手脚。', 'Each reading of personal data is under Who read it; the audit keeps every change and shows whether it was tampered with.'),
    w('保存期限到了，记录自动删除；有人要求删除时，先列出有什么、什么依法要留，再办。', 'Records go when their time is over; when somebody asks for erasure, what there is and what the law keeps is listed first.'),
  ] },
  { id: 'plugins', title: w('插件', 'Plugins'), lines: [
    w('插件带来新的节点。上传 .tgz 后先看它要什么权限，批准才启用；每次启动都核对校验值。', 'A plugin brings new nodes. Upload the .tgz, read what it asks for and approve it; its checksum is verified at every start.'),
  ] },
];

/** Which topic a tab of a scenario opens. */
export const TOPIC_OF_TAB: Readonly<Record<string, string>> = { canvas: 'canvas', data: 'data', forms: 'forms', form: 'forms', table: 'table', pages: 'pages', cases: 'cases', versions: 'publish', runs: 'runs', operate: 'runs', feedback: 'runs', settings: 'settings', json: 'json' };

const TOPIC_OF_PAGE: Readonly<Record<string, string>> = { '/datasets': 'data', '/catalogue': 'data', '/grants': 'data', '/objections': 'data', '/connections': 'data', '/organisation': 'people', '/members': 'people', '/keys': 'people', '/sign-in': 'people', '/who-read': 'privacy', '/retention': 'privacy', '/erasure': 'privacy', '/audit': 'privacy', '/plugins': 'plugins' };

/** Which topic a page of the studio opens. */
export const topicOfPage = (at: string): string => TOPIC_OF_PAGE[at] ?? 'studio';
