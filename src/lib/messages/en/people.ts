export const people = {
	title: 'Departments and members',
	departments: 'Departments',
	members: 'Members',
	'department.add': 'Add a department',
	'department.name': 'Name',
	'department.code': 'Code',
	'department.code.hint':
		'Two or more capital letters, such as MKT. Record numbers begin with it: 2024-MKT-001.',
	'department.head': 'Head of department',
	'department.members_one': '{{count}} member',
	'department.members_other': '{{count}} members',
	'member.add': 'Add a member',
	'member.name': 'Name',
	'member.role': 'Role',
	'member.departments': 'Departments',
	'member.invite': 'Copy the invitation link',
	'member.deactivate': 'Deactivate',
	pick: 'Choose people',
	'pick.placeholder': 'Name or department'
} as const;
