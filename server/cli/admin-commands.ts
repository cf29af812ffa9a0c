import { parseArgs } from 'node:util';
import { noOwnWords } from '#domain/extraction/own-words.ts';
import { readConfig } from '#server/config.ts';
import { openDemo } from '#server/demo/demo.ts';
import { Refusal, StartFailure, type RefusalCode } from '#server/errors.ts';
import { findFaults } from './check.ts';
import { addressOf, UsageError, withApp, type Call, type Command, type Terminal } from './command.ts';
import { backup, restore } from './copies.ts';
import { importFolder } from './import.ts';
import { member, signInLink, token } from './members.ts';

const usage = `npm run -s admin -- COMMAND

  token --member SIGN-IN-NAME --name LABEL
      make an API token for a member; it is printed once. With --withdraw: the token of that name is good for nothing any more
  member --name NAME --sign-in SIGN-IN-NAME [--role administrator] [--department CODE]… [--password-stdin]
      make a member; without --password-stdin a password is made up and printed once
  sign-in-link SIGN-IN-NAME
      a link that lets the member in, once, within 12 hours
  import FOLDER [--cards none|recent|all]
      make past meetings of old minutes (.md, .txt, .html, .docx) in a folder and the folders in it; what is there already stays
      as it is. --cards: make cards of what is open in them (recent: in those of the last four weeks); without it, none
  words
      print the workspace's own words, for npm run extract -- --words FILE
  demo
      fill an empty data folder with a demo company
  backup FILE
      copy everything into the new files FILE and FILE.key
  restore FILE
      put a backup in place; what it replaces is kept beside it
  check
      read everything through and say what is wrong

The data folder is what DATA_DIR says, or data. For demo and restore the server must be stopped, the others work beside it.
Exit code: 0 done · 1 not done, or something is wrong · 2 not a command.`;

const demo: Command = {
	run: (call) =>
		withApp(call, { alone: true }, async (app) => {
			for (const { name, secret } of await openDemo(app))
				call.terminal.say(`Sign in as ${name}:  ${addressOf(call.config)}/enter/${secret}`);
			return 0;
		})
};

const words: Command = {
	run: (call) =>
		withApp(call, { alone: false }, async (app) => {
			call.terminal.say(JSON.stringify((await app.workspaces.get())?.ownWords ?? noOwnWords));
			return 0;
		})
};

const check: Command = {
	run: (call) =>
		withApp(call, { alone: false }, async (app) => {
			const faults = await findFaults(app.storage);
			for (const fault of faults) call.terminal.say(fault);
			call.terminal.say(
				faults.length === 0 ? 'All is well.' : `Wrong in ${faults.length} places. Nothing was changed.`
			);
			return faults.length === 0 ? 0 : 1;
		})
};

const commands = new Map<string, Command>(
	Object.entries({
		token,
		member,
		'sign-in-link': signInLink,
		words,
		import: importFolder,
		demo,
		backup,
		restore,
		check
	})
);

/** `npm run -s admin -- COMMAND`: what the person at the server's terminal can do. Answers the exit code. */
export async function admin([name, ...args]: readonly string[], terminal: Terminal): Promise<number> {
	if (name === 'help' || name === '--help') {
		terminal.say(usage);
		return 0;
	}
	try {
		const command = commands.get(name ?? '');
		if (!command) throw new UsageError(name ? `There is no command ${name}.` : 'Which command?');
		return await command.run({ ...readCall(command, args), config: readConfig(terminal.env), terminal });
	} catch (failure) {
		if (failure instanceof UsageError) {
			terminal.note(`${failure.message}\n\n${usage}`);
			return 2;
		}
		terminal.note(wordsFor(failure));
		return 1;
	}
}

function readCall(
	{ options = {}, words = 0, required = [] }: Command,
	args: string[]
): Pick<Call, 'options' | 'words'> {
	const { values, positionals } = parse();
	const missing = required.find((option) => values[option] === undefined);
	if (missing) throw new UsageError(`--${missing} is missing.`);
	if (positionals.length !== words)
		throw new UsageError(
			positionals.length < words ? 'A word is missing.' : `What is ${positionals[words]}?`
		);
	return { options: values, words: positionals };

	function parse() {
		try {
			return parseArgs({ args, options, allowPositionals: true });
		} catch (failure) {
			throw new UsageError(failure instanceof Error ? failure.message : String(failure));
		}
	}
}

/** What went wrong, for the person at the terminal. Throws what nobody expected. */
function wordsFor(failure: unknown): string {
	if (failure instanceof StartFailure) return failure.message;
	if (failure instanceof Refusal) {
		const said =
			refusalWords[failure.code] ??
			`Not possible: ${[failure.code, ...Object.keys(failure.fields)].join(', ')}.`;
		return `${said} Nothing was changed.`;
	}
	// A file or the database refused; anything else is a mistake of ours and shown whole.
	if (failure instanceof Error && 'code' in failure && /^(E[A-Z]+|SQLITE_\w+)$/.test(String(failure.code)))
		return `${failure.message}. Nothing was changed.`;
	throw failure;
}

const refusalWords: Partial<Record<RefusalCode, string>> = {
	'name-taken': 'Somebody signs in with this name already.',
	'weak-password': 'The password is too short: 8 characters at least.',
	'common-password': 'The password is one of the first that are tried, or the name itself.'
};
