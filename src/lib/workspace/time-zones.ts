import type { Locale } from '#domain/member.ts';

/** A time zone to choose: its IANA name, and how it is shown. */
export type TimeZoneOption = { readonly value: string; readonly label: string };

/** Zones of the places where most of the companies are that write Chinese, offered before all others. */
const nearby = ['Asia/Shanghai', 'Asia/Hong_Kong', 'Asia/Macau', 'Asia/Taipei', 'Asia/Singapore'];

/** The zone to begin with while the browser's own is not known. */
export function likelyTimeZone(locale: Locale): string {
	return locale === 'zh-TW' ? 'Asia/Taipei' : 'Asia/Shanghai';
}

/**
 * Every zone there is, as "UTC+08:00 · China Standard Time (Shanghai)": those nearby first, then from west to east.
 * `chosen` is among them even when this system knows it by another name.
 */
export function timeZoneOptions({
	locale,
	at,
	chosen
}: {
	locale: Locale;
	/** The moment whose offsets are shown: summer time changes them. */
	at: number;
	chosen: string;
}): TimeZoneOption[] {
	const all = allZones(locale, at);
	const known = all.some(({ value }) => value === chosen) ? all : [describe(locale, at, chosen), ...all];
	const first = nearby.flatMap((zone) => known.find(({ value }) => value === zone) ?? []);
	return [...first, ...known.filter((zone) => !first.includes(zone))].map(({ value, label }) => ({
		value,
		label
	}));
}

type Described = TimeZoneOption & { readonly minutes: number };

/** Describing 400 zones takes a tenth of a second, and offsets change on few days: kept for the day. */
const described = new Map<Locale, { readonly day: number; readonly zones: readonly Described[] }>();

function allZones(locale: Locale, at: number): readonly Described[] {
	const day = Math.floor(at / 86_400_000);
	const kept = described.get(locale);
	if (kept?.day === day) return kept.zones;
	const zones = Intl.supportedValuesOf('timeZone')
		.map((zone) => describe(locale, at, zone))
		.sort((a, b) => a.minutes - b.minutes || (a.value < b.value ? -1 : 1));
	described.set(locale, { day, zones });
	return zones;
}

function describe(locale: Locale, at: number, zone: string): Described {
	const offset = nameOf(zone, at, { locale: 'en', style: 'longOffset' }).replace('GMT', '') || '+00:00';
	const name = nameOf(zone, at, { locale, style: 'longGeneric' });
	const city = zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ');
	const [open, close] = locale === 'en' ? [' (', ')'] : ['（', '）'];
	const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
	return {
		value: zone,
		label: `UTC${offset} · ${name}${open}${city}${close}`,
		minutes: (hours * 60 + minutes) * (offset.startsWith('-') ? -1 : 1)
	};
}

function nameOf(
	timeZone: string,
	at: number,
	{ locale, style }: { locale: string; style: 'longOffset' | 'longGeneric' }
): string {
	const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: style }).formatToParts(at);
	return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}
