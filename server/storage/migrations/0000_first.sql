CREATE TABLE `anchors` (
	`card_id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`runs` text NOT NULL,
	FOREIGN KEY (`card_id`) REFERENCES `cards`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `anchors_by_meeting` ON `anchors` (`meeting_id`);--> statement-breakpoint
CREATE TABLE `cards` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`meeting_id` text,
	`project_id` text,
	`status` text NOT NULL,
	`rank` text NOT NULL,
	`source` text NOT NULL,
	`owner_id` text,
	`department_id` text,
	`due` text,
	`created_at` integer NOT NULL,
	`record` text NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `cards_by_column` ON `cards` (`workspace_id`,`status`,`rank`);--> statement-breakpoint
CREATE INDEX `cards_by_meeting` ON `cards` (`meeting_id`);--> statement-breakpoint
CREATE INDEX `cards_by_project` ON `cards` (`project_id`);--> statement-breakpoint
CREATE INDEX `cards_by_department` ON `cards` (`department_id`);--> statement-breakpoint
CREATE TABLE `departments` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`code` text NOT NULL,
	`aliases` text NOT NULL,
	`head_id` text,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `departments_by_code` ON `departments` (`workspace_id`,`code`);--> statement-breakpoint
CREATE TABLE `dismissals` (
	`meeting_id` text NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`meeting_id`, `text`)
);
--> statement-breakpoint
CREATE TABLE `document_updates` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`document_id` text NOT NULL,
	`update` blob NOT NULL,
	`author_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `document_updates_by_document` ON `document_updates` (`document_id`,`seq`);--> statement-breakpoint
CREATE TABLE `documents` (
	`id` text PRIMARY KEY NOT NULL,
	`last_seq` integer NOT NULL,
	`read_seq` integer NOT NULL,
	`snapshot` blob,
	`snapshot_seq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`workspace_id` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`meeting_id` text,
	`card_id` text,
	`what` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_by_card` ON `events` (`card_id`);--> statement-breakpoint
CREATE INDEX `events_by_workspace` ON `events` (`workspace_id`,`seq`);--> statement-breakpoint
CREATE TABLE `meetings` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`title` text NOT NULL,
	`form_id` text NOT NULL,
	`document_id` text NOT NULL,
	`project_id` text,
	`state` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`day` text NOT NULL,
	`ways` text NOT NULL,
	`place` text NOT NULL,
	`platform` text NOT NULL,
	`meeting_number` text NOT NULL,
	`chair_id` text,
	`recorder_id` text,
	`department_ids` text NOT NULL,
	`attendee_ids` text NOT NULL,
	`join_version` integer NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `meetings_by_start` ON `meetings` (`workspace_id`,`starts_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_by_document` ON `meetings` (`document_id`);--> statement-breakpoint
CREATE TABLE `members` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`sign_in_name` text,
	`aliases` text NOT NULL,
	`role` text NOT NULL,
	`department_ids` text NOT NULL,
	`guest_of` text,
	`removed_at` integer,
	`created_at` integer NOT NULL,
	`password_hash` text,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `members_by_workspace` ON `members` (`workspace_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `members_by_sign_in_name` ON `members` (`sign_in_name`) WHERE "members"."removed_at" IS NULL AND "members"."sign_in_name" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`member_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`user_agent` text NOT NULL,
	`address` text NOT NULL,
	FOREIGN KEY (`member_id`) REFERENCES `members`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_by_member` ON `sessions` (`member_id`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`workspace_id` text,
	`member_id` text,
	`label` text NOT NULL,
	`grants` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `tokens_by_kind` ON `tokens` (`kind`);--> statement-breakpoint
CREATE TABLE `walls` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `workspaces` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`locale` text NOT NULL,
	`guests_may_join` integer NOT NULL,
	`created_at` integer NOT NULL
);
