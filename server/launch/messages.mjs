// What the launcher says, in the language of the terminal. Loaded even by a Node that is too old: plain syntax only.

const english = {
	nodeTooOld:
		'Minuteboard needs Node 20 or newer to start; this is Node {version}. Get one at https://nodejs.org/.',
	installing: 'Installing the packages (only when they changed; a few minutes the first time)',
	installed: 'Packages installed',
	building: 'Building the pages',
	built: 'Pages built',
	stillBusy: '{what} … {seconds} s',
	waiting:
		'Another start (process {pid}) is preparing this folder; waiting for it. If there is none, delete {lock}',
	failed: '{what} failed. The end of its output:',
	npmMissing:
		'npm was not found. Minuteboard needs npm 10 or newer; it usually comes with Node: https://nodejs.org/.',
	npmTooOld:
		'Minuteboard needs npm 10 or newer; this is npm {version}. Update it with: npm install -g npm@latest',
	registryUnreachable:
		'The packages could not be fetched: the npm registry cannot be reached. Check the network or the proxy (npm config get registry), then start again.',
	registryRefused:
		'The packages could not be fetched: the npm registry refused or does not have one of them. The output above names it.',
	incomplete:
		'npm left out packages that are needed here: {names}. Start again; if it stays so, look at the network and the disk.',
	diskFull: 'The disk is full. Free about 1 GB and start again.',
	notWritable:
		'This folder cannot be written to: {path}. Minuteboard installs its packages and its build there.',
	lockOutOfStep:
		'package.json and package-lock.json do not fit together. Run `npm install` once, then start again.',
	noNode:
		'There is no Node for {platform} among the packages, and this one (Node {version}) is too old to run the server: it needs 22.18 or newer.',
	serverMissing: 'The server could not be started: {reason}',
	stopping: 'Stopping'
};

const chinese = {
	nodeTooOld:
		'Minuteboard 需要 Node 20 或更新的版本才能启动，当前是 Node {version}。请从 https://nodejs.org/ 下载。',
	installing: '正在安装依赖包（仅在有变化时进行，第一次需要几分钟）',
	installed: '依赖包已安装',
	building: '正在构建页面',
	built: '页面已构建',
	stillBusy: '{what} … {seconds} 秒',
	waiting: '另一个启动进程（{pid}）正在准备此目录，等待中。如果没有这样的进程，请删除 {lock}',
	failed: '{what}：失败。输出的最后部分：',
	npmMissing: '找不到 npm。Minuteboard 需要 npm 10 或更新的版本，通常随 Node 一起安装：https://nodejs.org/。',
	npmTooOld:
		'Minuteboard 需要 npm 10 或更新的版本，当前是 npm {version}。更新命令：npm install -g npm@latest',
	registryUnreachable:
		'无法下载依赖包：连不上 npm 源。请检查网络或代理（npm config get registry），然后重新启动。',
	registryRefused: '无法下载依赖包：npm 源拒绝了请求，或者缺少其中某个包。上面的输出里有它的名字。',
	incomplete: 'npm 漏装了此处需要的包：{names}。请重新启动；如果仍然如此，请检查网络和磁盘。',
	diskFull: '磁盘已满。请腾出约 1 GB 空间后重新启动。',
	notWritable: '此目录不可写：{path}。Minuteboard 需要在其中安装依赖包并写入构建结果。',
	lockOutOfStep: 'package.json 与 package-lock.json 不一致。请先运行一次 `npm install`，然后重新启动。',
	noNode:
		'依赖包中没有适用于 {platform} 的 Node，而当前的 Node {version} 太旧，无法运行服务器：需要 22.18 或更新的版本。',
	serverMissing: '服务器无法启动：{reason}',
	stopping: '正在停止'
};

/** The language the terminal asks for: LC_ALL, LC_MESSAGES, LANG, in POSIX order; else the system's own. */
function isChinese() {
	const asked = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG;
	return /^zh/i.test(asked || Intl.DateTimeFormat().resolvedOptions().locale);
}

/**
 * The sentence for a key, with `{name}` places filled from `values`.
 * @param {keyof typeof english} key
 * @param {Record<string, string | number>} [values]
 */
export function text(key, values = {}) {
	const sentence = (isChinese() ? chinese : english)[key];
	return sentence.replace(/\{(\w+)\}/g, (place, name) => String(name in values ? values[name] : place));
}
