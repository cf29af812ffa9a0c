CREATE TABLE `saved_filters` (
	`id` text PRIMARY KEY NOT NULL,
	`workspace_id` text NOT NULL,
	`name` text NOT NULL,
	`search` text NOT NULL,
	`created_by` text,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`workspace_id`) REFERENCES `workspaces`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `saved_filters_by_name` ON `saved_filters` (`workspace_id`,`name`);--> statement-breakpoint
DROP INDEX `cards_by_meeting`;--> statement-breakpoint
DROP INDEX `cards_by_project`;--> statement-breakpoint
DROP INDEX `cards_by_department`;--> statement-breakpoint
CREATE INDEX `cards_by_status` ON `cards` (`workspace_id`,`status`,record ->> '$.statusSince');--> statement-breakpoint
CREATE INDEX `cards_by_meeting` ON `cards` (`workspace_id`,`meeting_id`,`source`);--> statement-breakpoint
CREATE INDEX `cards_by_project` ON `cards` (`project_id`,`status`,record ->> '$.statusSince');--> statement-breakpoint
CREATE INDEX `cards_by_department` ON `cards` (`department_id`,`status`,record ->> '$.statusSince');