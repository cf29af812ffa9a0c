CREATE TABLE `document_clients` (
	`document_id` text NOT NULL,
	`client_id` integer NOT NULL,
	`member_id` text,
	PRIMARY KEY(`document_id`, `client_id`)
);
--> statement-breakpoint
CREATE TABLE `document_history` (
	`document_id` text NOT NULL,
	`first_seq` integer NOT NULL,
	`last_seq` integer NOT NULL,
	`entries` blob NOT NULL,
	`checksum` integer NOT NULL,
	PRIMARY KEY(`document_id`, `first_seq`)
);
--> statement-breakpoint
ALTER TABLE `document_updates` ADD `records` integer;--> statement-breakpoint
ALTER TABLE `document_updates` ADD `checksum` integer;--> statement-breakpoint
ALTER TABLE `documents` ADD `epoch` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `documents` ADD `snapshot_vector` blob;--> statement-breakpoint
ALTER TABLE `documents` ADD `snapshot_checksum` integer;