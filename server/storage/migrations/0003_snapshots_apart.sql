CREATE TABLE `document_snapshots` (
	`document_id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`state` blob NOT NULL,
	`vector` blob,
	`checksum` integer
);
--> statement-breakpoint
INSERT INTO `document_snapshots`("document_id", "seq", "state", "vector", "checksum") SELECT "id", "snapshot_seq", "snapshot", "snapshot_vector", "snapshot_checksum" FROM `documents` WHERE "snapshot" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `__new_document_updates` (
	`document_id` text NOT NULL,
	`seq` integer NOT NULL,
	`update` blob NOT NULL,
	`records` integer,
	`author_id` text,
	`at` integer NOT NULL,
	`checksum` integer,
	PRIMARY KEY(`document_id`, `seq`)
) WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_document_updates`("document_id", "seq", "update", "records", "author_id", "at", "checksum") SELECT "document_id", "seq", "update", "records", "author_id", "at", "checksum" FROM `document_updates`;--> statement-breakpoint
DROP TABLE `document_updates`;--> statement-breakpoint
ALTER TABLE `__new_document_updates` RENAME TO `document_updates`;--> statement-breakpoint
ALTER TABLE `documents` DROP COLUMN `snapshot`;--> statement-breakpoint
ALTER TABLE `documents` DROP COLUMN `snapshot_seq`;--> statement-breakpoint
ALTER TABLE `documents` DROP COLUMN `snapshot_vector`;--> statement-breakpoint
ALTER TABLE `documents` DROP COLUMN `snapshot_checksum`;