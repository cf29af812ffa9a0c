import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => {
	const { locale, theme, workspace, signedIn } = locals;
	const user = signedIn && { id: signedIn.member.id, name: signedIn.member.name, role: signedIn.member.role };
	return {
		locale,
		theme,
		timeZone: workspace?.timeZone ?? 'Asia/Shanghai',
		user,
		// A stranger is not told whose workspace this is.
		workspace: user && workspace ? { name: workspace.name } : null,
		boardRules: workspace?.boardRules ?? {}
	};
};
