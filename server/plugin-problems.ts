import { row } from './problem-row.ts';

/** Plugins: loading, packages that are uploaded, and the tools for whoever writes one. */
export const pluginProblems = {
  SCN_PLUGIN_LOAD: row('插件“{plugin}”加载时出错：{reason}。', 'Plugin “{plugin}” failed while loading: {reason}.', '请作者改好后重新打包；在那之前可以停用它，或移出插件文件夹。', 'Let its author mend it and pack it anew; until then disable it, or move it out of the plugin folder.'),
  SCN_PLUGIN_SHAPE: row('插件“{plugin}”不是有效的插件：{reason}。', 'Plugin “{plugin}” is not valid: {reason}.', '默认导出须为 { name, nodes }；用 scenario-studio plugin lint 查看哪里不对。', 'The default export must be { name, nodes }; scenario-studio plugin lint says what is wrong.'),
  SCN_PLUGIN_ENGINE: row('插件“{plugin}”要求引擎 {range}，本服务是 {version}。', 'Plugin “{plugin}” asks for engine {range}; this is {version}.', '请换插件版本，或升级服务。', 'Use another version of the plugin, or upgrade the server.'),
  SCN_PLUGIN_CLASH: row('插件“{plugin}”的节点“{type}”与已有的重名。', 'Node “{type}” of plugin “{plugin}” exists already.', '请让插件改用自己的前缀。', 'Let the plugin use its own prefix.'),
  SCN_PLUGIN_SCOPE: row('插件“{plugin}”没有申请“{scope}”，不能调用 {method}。', 'Plugin “{plugin}” did not ask for “{scope}” and may not call {method}.', '请插件作者在 package.json 的 scopes 里写明，再由管理员批准。', 'Let its author name the scope in package.json, and an administrator approve it.'),
  SCN_PLUGIN_TOO_LARGE: row('插件包太大：{what} 超过 {limit}。', 'The package is too large: {what} is over {limit}.', '只打包运行要用的文件；不要放数据和测试。', 'Pack only what is needed to run; leave out data and tests.'),
  SCN_PLUGIN_NOT_PACKAGE: row('这不是可读的 .tgz 插件包：{reason}。', 'This is no readable .tgz package: {reason}.', '请用 scenario-studio plugin pack 或 npm pack 重新打包，并完整复制文件。', 'Make it anew with scenario-studio plugin pack or npm pack, and copy the whole file.'),
  SCN_PLUGIN_ENTRY: row('插件包里有不能接收的内容：“{entry}”{problemZh}。', 'The package holds something that is not taken: “{entry}” {problemEn}.', '包里只能有 package/ 下的普通文件，每个路径一份。请重新打包。', 'A package holds plain files below package/, each path once. Make it anew.'),
  SCN_PLUGIN_MANIFEST: row('package.json 不对：{problemZh}。', 'The package.json is wrong: {problemEn}.', '对照 scenario-studio plugin lint 的结果改正后重新打包。', 'Mend what scenario-studio plugin lint says and pack again.'),
  SCN_PLUGIN_SCOPES: row('插件“{plugin}”申请了不认识的权限：{scopes}。', 'Plugin “{plugin}” asks for scopes that do not exist: {scopes}.', '可用的权限：{known}。', 'Scopes there are: {known}.'),
  SCN_PLUGIN_INTEGRITY: row('插件“{plugin}”的文件和批准时不一样，没有加载。', 'The files of plugin “{plugin}” are not those that were approved; it was not loaded.', '查明是谁改的；然后删除它，重新上传来源可靠的包。', 'Find out who changed them; then remove it and upload a package from a source you trust.'),
  SCN_PLUGIN_IN_USE: row('插件“{plugin}”还有已发布的场景在用：{scenarios}。', 'Plugin “{plugin}” is used by published scenarios: {scenarios}.', '请先发布不用它的版本，再删除；只想停用可以点“停用”。', 'Publish releases without it first; to stop it only, disable it.'),
  SCN_PLUGIN_UPGRADE: row('不能升级“{plugin}”，会弄坏已发布的场景：{problems}。', 'Plugin “{plugin}” cannot be upgraded without breaking published scenarios: {problems}.', '请插件作者保留旧版节点和出口，或在 migrate 里接住它们。', 'Let its author keep the older nodes and ports, or take them over in migrate.'),
  SCN_PLUGIN_MOVED: row('插件“{plugin}”刚有人改过，和您看到的不是同一个包。', 'Plugin “{plugin}” was changed meanwhile; it is not the package you looked at.', '请刷新，看过再决定。', 'Reload, look at it, then decide.'),
  SCN_PLUGIN_UPLOAD_OFF: row('这台服务器不许上传插件。', 'This server takes no plugins by upload.', '请管服务器的人去掉 --plugin-upload off，或把插件放进插件文件夹。', 'Whoever runs the server starts it without --plugin-upload off, or puts the plugin into its folder.'),
  SCN_PLUGIN_FOLDER: row('插件“{plugin}”已经在服务器的插件文件夹里。', 'Plugin “{plugin}” is in the plugin folder of the server already.', '同一个插件只能有一个来源：请先从文件夹里移走它，再重启。', 'A plugin comes from one place only: take it out of the folder and restart first.'),
  SCN_PLUGIN_TOOL: row('缺少工具“{tool}”。', 'The tool “{tool}” is missing.', '请在插件文件夹里运行 npm install；package.json 里没有它时，npm install --save-dev {tool}。', 'Run npm install in the folder of the plugin; where its package.json does not name the tool, npm install --save-dev {tool}.'),
  SCN_PLUGIN_BUILD: row('插件“{plugin}”编译不过：{reason}。', 'Plugin “{plugin}” does not compile: {reason}.', '请改正这一处再试。', 'Mend it and try again.'),
  SCN_PLUGIN_NEW: row('不能在“{folder}”新建插件：{problemZh}。', 'No plugin can be made in “{folder}”: {problemEn}.', '名字用小写字母、数字和 -，文件夹要是空的。', 'Use lower-case letters, digits and - in the name, and an empty folder.'),
  SCN_PLUGIN_STUDIO: row('工坊 {url} 没有收下插件：{reason}。', 'The studio at {url} did not take the plugin: {reason}.', '先在本机启动工坊（npx scenario-studio start；地址不同时用 --studio），用 SCENARIO_STUDIO_LOGIN 和 SCENARIO_STUDIO_PASSWORD 给出管理员账号。', 'Start a studio on this machine first (npx scenario-studio start; --studio for another address), and name an administrator by SCENARIO_STUDIO_LOGIN and SCENARIO_STUDIO_PASSWORD.'),
} as const;
