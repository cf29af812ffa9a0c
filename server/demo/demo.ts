import type { App } from '#server/app.ts';
import { StartFailure } from '#server/errors.ts';
import type { Member } from '#domain/member.ts';
import { administrator, englishMember, signInName } from './company.ts';
import { foundCompany } from './founding.ts';
import { createStage } from './stage.ts';
import { firstDay, playStory } from './story.ts';

/**
 * `--demo`: a company that has worked with the product for some weeks. Made when the installation is empty, and only
 * then; answers sign-in links for two of its people, fresh ones every time. Throws StartFailure, with nothing
 * changed, when there is a workspace that is not the demo's.
 */
export async function openDemo(app: App): Promise<{ name: string; secret: string }[]> {
	if ((await app.workspaces.get()) === null) await makeDemo(app);
	const links: { name: string; secret: string }[] = [];
	for (const member of await demoPeople(app)) {
		links.push({ name: member.name, secret: await app.entrance.signInLink(member.id) });
	}
	return links;
}

async function makeDemo(app: App): Promise<void> {
	const now = app.now();
	const stage = createStage(app, firstDay(now));
	try {
		const company = await foundCompany(stage.app);
		await playStory({ stage, company, now });
	} finally {
		await stage.close();
	}
}

/** The two whom the demo lets in. */
async function demoPeople(app: App): Promise<Member[]> {
	const names = [signInName(administrator), signInName(englishMember)];
	const found = await Promise.all(names.map((name) => app.storage.read.people.memberBySignInName(name)));
	const members = found.filter((member) => member !== null);
	if (members.length < names.length) {
		throw new StartFailure(
			'This data folder holds a workspace that is not the demo. Nothing was changed. Start without --demo, or choose an empty folder with DATA_DIR.'
		);
	}
	return members;
}
