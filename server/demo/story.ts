import { chineseCalendar } from '#domain/calendar/chinese-calendar.ts';
import { addWorkingDays } from '#domain/calendar/working-days.ts';
import { dayInZone, instantAt, partsOf, timeInZone, type Day, type Instant } from '#domain/day.ts';
import { timeZone } from './company.ts';
import type { Company } from './founding.ts';
import { createScene } from './scene.ts';
import type { Stage } from './stage.ts';

/** When the company starts to work with the product. */
export function firstDay(now: Instant): Instant {
	return instantAt({ day: workingDay(now, -15), time: '09:00', timeZone });
}

/**
 * Three weeks of the company, ending now: two meetings that are over, the days in which their cards were worked on, one
 * meeting that is on right now and one to come. Days are counted from today, so that the demo is never out of date.
 */
export async function playStory(parts: {
	readonly stage: Stage;
	readonly company: Company;
	readonly now: Instant;
}): Promise<void> {
	const { now, company } = parts;
	const day = (count: number) => workingDay(now, count);
	const zh = (count: number) => chineseDay(day(count));
	const en = (count: number) => englishDay(day(count));
	const scene = createScene(parts);
	const { at, move, delay, progress, edit } = scene;
	const { MKT, SAL, PRD, ENG, FIN } = company.departmentIds;

	await at(day(-15), '09:30');
	await scene.makeWall('lin', '三楼大屏');
	await at(day(-14), '10:10');
	const kickOff = await scene.openMeeting('lin', {
		title: '新品推广跨部门启动会',
		project: 'launch',
		day: day(-12),
		from: '14:00',
		to: '15:30',
		ways: ['onsite'],
		place: '三楼 大会议室',
		chair: 'lin',
		recorder: 'zhou',
		departmentIds: [MKT, SAL, PRD, ENG, FIN],
		attendees: ['lin', 'zhou', 'chen', 'su', 'zhao', 'gu', 'shen']
	});
	await at(day(-12), '13:58');
	await kickOff.becomes('lin', 'live');
	await at(day(-12), '14:06');
	await kickOff.write('zhou', {
		write: 'paragraphs',
		section: 1,
		texts: [
			'新一代静音空气净化器本季度末上市，各部门对预热节奏和预算口径的理解还不一致。',
			'本次会议要定下三件事：预热从哪一周开始、门店和线上怎样配合、预算由谁掌握。'
		]
	});
	await at(day(-12), '14:31');
	await kickOff.write('zhou', {
		write: 'items',
		section: 2,
		texts: [
			'主推短视频和社区内容，预热期两周比较合适。',
			'门店陈列要赶在线上预热之前，否则顾客来了看不到样机。',
			'静音是第一卖点，参数放在第二屏。',
			'销量看板的接口开发大约要五天。',
			'总预算六十万元以内，超出部分走追加流程。'
		]
	});
	await at(day(-12), '14:52');
	await kickOff.write('zhou', {
		write: 'items',
		section: 3,
		texts: [
			`由周航负责三支产品短片的拍摄，${zh(-7)}前交付粗剪。`,
			`销售部${zh(-4)}前确认华东五家门店的陈列位置。`,
			`赵一鸣负责接通销量看板的数据接口，${zh(-2)}前联调完成。`,
			`市场部5个工作日内提交媒体采购清单，交财务部复核。`,
			`周航${zh(-9)}前整理竞品价格表。`
		]
	});
	await at(day(-12), '15:10');
	await kickOff.write('su', {
		write: 'rows',
		section: 4,
		rows: [
			['编写新品卖点手册', '苏婉', zh(-6), '手册终稿', '高'],
			['测算渠道返利', '沈若兰', zh(1), '返利测算表', '中'],
			['准备展会物料清单', '何静', zh(4), '物料清单', '低']
		]
	});
	await at(day(-12), '15:16');
	await kickOff.write('zhao', {
		write: 'rows',
		section: 4,
		rows: [['压测活动页面', '顾南', zh(-2), '压测报告', '高']]
	});
	await at(day(-12), '15:24');
	await kickOff.write('zhou', {
		write: 'paragraphs',
		section: 5,
		texts: ['每周三由周航把各部门进度汇总到项目群。']
	});
	await kickOff.write('zhou', {
		write: 'paragraphs',
		section: 6,
		texts: ['何静：拜访客户，已提前提交书面意见。']
	});
	await at(day(-12), '15:31');
	await kickOff.becomes('lin', 'draft');

	await at(day(-11), '09:20');
	await move('zhou', '产品短片', 'in_progress');
	await move('su', '卖点手册', 'in_progress');
	await scene.dismiss('lin', '竞品价格表');
	await at(day(-10), '16:45');
	await progress('su', '卖点手册', 50);
	await move('gu', '压测活动页面', 'in_progress');
	await at(day(-9), '11:05');
	await move('chen', '陈列位置', 'in_progress');
	await progress('zhou', '产品短片', 75);

	const crm = await scene.openMeeting('emma', {
		title: 'CRM upgrade: weekly sync',
		project: 'crm',
		day: day(-8),
		from: '10:00',
		to: '11:00',
		ways: ['online'],
		platform: '腾讯会议',
		meetingNumber: '602 417 935',
		chair: 'emma',
		recorder: 'kevin',
		departmentIds: [SAL, PRD, ENG, FIN],
		attendees: ['emma', 'kevin', 'daniel', 'priya', 'gu', 'shen', 'he']
	});
	await at(day(-8), '09:59');
	await crm.becomes('emma', 'live');
	await at(day(-8), '10:08');
	await crm.write('kevin', {
		write: 'paragraphs',
		section: 1,
		texts: [
			'The pilot starts with two regional teams. The open question is how much of the old data comes along.'
		]
	});
	await at(day(-8), '10:22');
	await crm.write('kevin', {
		write: 'items',
		section: 2,
		texts: [
			'five years of orders are needed, older ones may stay in the archive.',
			'the new contact page tested well with both teams.',
			'导入脚本一次最多处理两万条，需要分批。',
			'licence costs depend on the number of seats, not on the data.'
		]
	});
	await at(day(-8), '10:37');
	await crm.write('kevin', {
		write: 'items',
		section: 3,
		texts: [
			`Kevin Liu will move the contact records to the staging system by ${en(-4)}.`,
			`Daniel Wong will collect the discount rules from all regional teams by ${en(2)}.`,
			`Priya Nair to draft the migration guide by ${en(3)}.`,
			`销售部${zh(3)}前提供历史订单的字段说明。`,
			`Finance to confirm the licence budget by ${en(-1)}.`
		]
	});
	await at(day(-8), '10:46');
	await crm.write('gu', {
		write: 'rows',
		section: 4,
		rows: [
			['Write the rollback plan', '赵一鸣', en(-1), 'Rollback plan', '高'],
			['分批导入历史订单', '顾南', zh(6), '导入记录', '中']
		]
	});
	await at(day(-8), '10:53');
	await crm.write('emma', {
		write: 'tasks',
		section: 5,
		texts: [
			`Emma Carter: book the training room for the pilot teams by ${en(5)}`,
			`Gu Nan: switch off the old import job by ${en(-5)}`
		]
	});
	await at(day(-8), '11:02');
	await crm.becomes('emma', 'draft');
	await at(day(-8), '15:30');
	await move('kevin', 'contact records', 'in_progress');
	await move('daniel', 'discount rules', 'in_progress');

	await at(day(-7), '17:10');
	await move('zhou', '产品短片', 'done');
	await at(day(-6), '10:15');
	await move('su', '卖点手册', 'done');
	await move('zhao', '数据接口', 'in_progress');
	await at(day(-6), '14:40');
	await crm.write('gu', { write: 'tick', words: 'switch off the old import job' });
	await at(day(-5), '09:35');
	await delay('he', '陈列位置', { reason: '两家门店临时装修，陈列位置要等装修方案', newDay: day(3) });
	await progress('kevin', 'contact records', 75);
	await at(day(-4), '18:05');
	await move('kevin', 'contact records', 'done');
	await progress('zhao', '数据接口', 50);
	await move('priya', 'migration guide', 'in_progress');
	await at(day(-3), '11:20');
	await move('shen', '测算渠道返利', 'in_progress');
	await progress('shen', '测算渠道返利', 50);
	await edit('su', '物料清单', { priority: 'medium' });
	await at(day(-3), '15:00');
	await scene.openMeeting('emma', {
		title: 'CRM upgrade: go-live review',
		project: 'crm',
		day: day(3),
		from: '14:00',
		to: '15:00',
		ways: ['online'],
		platform: '腾讯会议',
		meetingNumber: '602 417 935',
		chair: 'emma',
		recorder: 'kevin',
		departmentIds: [SAL, PRD, ENG, FIN],
		attendees: ['emma', 'kevin', 'daniel', 'priya', 'zhao', 'shen']
	});
	await at(day(-2), '16:30');
	await move('gu', '压测活动页面', 'done');
	await delay('zhao', 'rollback plan', {
		reason: 'Waiting for the vendor to state the export limits',
		newDay: day(2)
	});
	await edit('daniel', 'discount rules', { deliverable: 'Rule table, one sheet per region' });
	await at(day(-1), '17:25');
	await progress('daniel', 'discount rules', 50);
	await crm.write('kevin', {
		write: 'reword',
		words: 'migration guide',
		to: 'migration guide for regional teams'
	});

	const startsAt = liveStart(now);
	const minute = (count: number) =>
		at(dayInZone(startsAt + count * 60_000, timeZone), timeInZone(startsAt + count * 60_000, timeZone));
	await at(day(-1), '17:40');
	const followUp = await scene.openMeeting('lin', {
		title: '新品推广第二次沟通会',
		project: 'launch',
		day: dayInZone(startsAt, timeZone),
		from: timeInZone(startsAt, timeZone),
		to: timeInZone(startsAt + 75 * 60_000, timeZone),
		ways: ['onsite', 'online'],
		place: '三楼 大会议室',
		platform: '腾讯会议',
		meetingNumber: '719 280 346',
		chair: 'lin',
		recorder: 'zhou',
		departmentIds: [MKT, SAL, PRD, ENG, FIN],
		attendees: ['lin', 'zhou', 'chen', 'he', 'daniel', 'su', 'zhao', 'shen', 'emma']
	});
	await minute(0);
	await followUp.becomes('lin', 'live');
	await minute(3);
	await followUp.write('zhou', {
		write: 'paragraphs',
		section: 1,
		texts: ['短片粗剪已经看过，整体节奏可以。今天要补齐门店部分，并把预热的分工落到人。']
	});
	await minute(7);
	await followUp.write('zhou', {
		write: 'items',
		section: 2,
		texts: [
			'第二支短片太长，开头要更快。',
			'两家门店装修，陈列会晚一周。',
			'海报上的参数以手册为准。',
			'看板偶尔刷新很慢。'
		]
	});
	await minute(11);
	await followUp.write('zhou', {
		write: 'items',
		section: 3,
		texts: [
			`周航${zh(2)}前补拍一条门店实拍短片。`,
			`由何静负责直播排期，${zh(4)}前与两位主播确认档期。`,
			`研发部3个工作日内修复看板刷新慢的问题。`
		]
	});
	await minute(14);
	await followUp.write('daniel', {
		write: 'lines',
		section: 3,
		texts: [`Daniel Wong will send the store list to marketing by ${en(3)}.`]
	});
	await minute(17);
	await followUp.write('su', {
		write: 'rows',
		section: 4,
		rows: [
			['更新推广预算表', '沈若兰', zh(1), '预算表第二版', '高'],
			['Prepare the press kit', 'Emma Carter', en(6), 'Press kit', '中']
		]
	});
	const printer = await followUp.joinAsGuest('lin', '印刷厂 小孟');
	await minute(20);
	await followUp.write(printer, {
		write: 'paragraphs',
		section: 5,
		texts: ['海报样张尽快寄出，尺寸以最后一版为准。']
	});
	await minute(21);
	await move('zhou', '门店实拍', 'in_progress');
	await scene.leave(printer);
}

/** Some minutes ago, on the five minutes, as meetings start. */
function liveStart(now: Instant): Instant {
	const step = 5 * 60_000;
	return Math.floor((now - 25 * 60_000) / step) * step;
}

function workingDay(now: Instant, count: number): Day {
	return addWorkingDays(dayInZone(now, timeZone), count, chineseCalendar);
}

function chineseDay(day: Day): string {
	const { month, day: date } = partsOf(day);
	return `${month}月${date}日`;
}

function englishDay(day: Day): string {
	const name = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' });
	return `${name.format(Date.parse(day))} ${partsOf(day).day}`;
}
